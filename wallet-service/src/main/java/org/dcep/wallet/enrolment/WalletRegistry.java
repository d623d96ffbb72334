package org.dcep.wallet.enrolment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.kernel.WalletId;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;

/** Reads wallets, and knows who may see which: its holder, its own operator, and the auditor. */
@ApplicationScoped
public class WalletRegistry implements PanacheRepositoryBase<EnrolledWallet, Long> {
    private final Caller caller;

    WalletRegistry(Caller caller) {
        this.caller = caller;
    }

    /**
     * The wallet, if it exists and the caller may see it.
     *
     * @param walletId as the caller wrote it
     * @return fails with a problem 404, the same for what does not exist and for what is not the caller's
     */
    @WithSession
    public Uni<EnrolledWallet> visible(String walletId) {
        if (!isWalletId(walletId)) {
            return notFound();
        }
        return findById(Long.parseLong(walletId))
                .chain(wallet -> wallet != null && maySee(wallet, walletId)
                        ? Uni.createFrom().item(wallet)
                        : notFound());
    }

    /** A wallet that is known to exist. */
    @WithSession
    Uni<EnrolledWallet> existing(WalletId wallet) {
        return findById(wallet.number())
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound().asException());
    }

    private boolean maySee(EnrolledWallet wallet, String walletId) {
        return caller.is(Role.AUDITOR) || caller.actsFor(wallet.operatorId()) || caller.holds(walletId);
    }

    private static boolean isWalletId(String walletId) {
        return WalletId.hasShape(walletId) && WalletId.isValid(Long.parseLong(walletId));
    }

    private static <T> Uni<T> notFound() {
        return Uni.createFrom().failure(Problems.notFound().asException());
    }
}
