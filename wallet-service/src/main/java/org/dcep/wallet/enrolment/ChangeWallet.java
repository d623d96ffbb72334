package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/**
 * Changes class, state or key of a wallet under the lock of its account, so that a payment meets either the old wallet
 * or the new one.
 */
@ApplicationScoped
class ChangeWallet {
    private final Book book;
    private final WalletStore store;
    private final WalletKeys keys;
    private final Pool pool;
    private final Clock clock;

    ChangeWallet(Book book, WalletStore store, WalletKeys keys, Pool pool, Clock clock) {
        this.book = book;
        this.store = store;
        this.keys = keys;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Applies the patch as a whole or not at all.
     *
     * @return fails with a problem: 400 for a bad key, 404, 409 for what {@link ChangeRules} refuses
     */
    Uni<Void> change(WalletId wallet, WalletPatch patch) {
        Optional<VerifyingKey> newKey = patch.checkedKey();
        return pool.withTransaction(tx -> book.lock(tx, List.of(wallet.operatorNumber()), List.of(wallet.number()))
                        .map(locked -> locked.wallet(wallet.number())
                                .orElseThrow(() -> Problems.notFound().asException()))
                        .invoke(account -> require(account, patch))
                        .chain(account -> write(tx, account, patch, newKey)))
                .invoke(() -> keys.forget(wallet.number()));
    }

    private static void require(WalletAccount account, WalletPatch patch) {
        ChangeRules.objection(account, patch).ifPresent(refusal -> {
            throw problemFor(refusal).asException();
        });
    }

    private static Problem problemFor(ChangeRules.Refusal refusal) {
        return switch (refusal) {
            case WALLET_CLOSED -> Problem.of(refusal, 409, "The wallet is closed");
            case WALLET_NOT_EMPTY -> Problem.of(refusal, 409, "The wallet still holds money");
        };
    }

    private Uni<Void> write(SqlConnection tx, WalletAccount account, WalletPatch patch, Optional<VerifyingKey> newKey) {
        int epoch = account.keyEpoch() + (newKey.isPresent() ? 1 : 0);
        Uni<Void> keyWritten = newKey.map(
                        key -> store.insertKey(tx, new WalletId(account.number()), epoch, key, clock.instant()))
                .orElse(Uni.createFrom().voidItem());
        return keyWritten.chain(() -> store.update(tx, account, patch, epoch));
    }
}
