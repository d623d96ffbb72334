package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.operator.Operators;
import org.dcep.wallet.operator.WalletSerials;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Opens a wallet: account, registry and first key in one transaction. */
@ApplicationScoped
class OpenWallet {
    private final Operators operators;
    private final WalletSerials serials;
    private final WalletOpening opening;
    private final Pool pool;

    OpenWallet(Operators operators, WalletSerials serials, WalletOpening opening, Pool pool) {
        this.operators = operators;
        this.serials = serials;
        this.opening = opening;
        this.pool = pool;
    }

    /** What an operator is told that asks for a wallet of another. */
    static Problem notOfTheCaller() {
        return Problems.forbidden().withDetail("An operator opens wallets of its own only");
    }

    /**
     * Opens the wallet, or finds the one that the same key opened before.
     *
     * @throws org.dcep.web.ProblemException 400 for a bad key or alias
     */
    Uni<WalletOutcome> open(NewWallet request, Optional<String> idempotencyKey) {
        CheckedWallet checked = request.checked(idempotencyKey);
        return operators
                .awaited(request.operatorId())
                .chain(operator -> serials.next(operator.number(), 1))
                .map(ids -> new NumberedWallet(ids.get(0), checked))
                .chain(this::open);
    }

    private Uni<WalletOutcome> open(NumberedWallet numbered) {
        WalletId id = numbered.id();
        return pool.withTransaction(tx -> opening.open(tx, id.operatorNumber(), List.of(numbered)))
                .map(outcomes -> outcomes.get(0));
    }
}
