package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.BookOpening;
import org.dcep.wallet.operator.Operators;
import org.dcep.wallet.operator.WalletSerials;
import org.dcep.web.Problems;

/** Opens a wallet: account, registry and first key in one transaction. */
@ApplicationScoped
class OpenWallet {
    private final Operators operators;
    private final WalletSerials serials;
    private final BookOpening books;
    private final WalletStore store;
    private final Pool pool;
    private final Clock clock;

    OpenWallet(
            Operators operators, WalletSerials serials, BookOpening books, WalletStore store, Pool pool, Clock clock) {
        this.operators = operators;
        this.serials = serials;
        this.books = books;
        this.store = store;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * @param fresh false if an earlier request with the same Idempotency-Key opened it
     */
    record Opened(WalletId wallet, boolean fresh) {}

    /**
     * Opens the wallet, or finds the one that the same key opened before.
     *
     * @return fails with a problem: 400 for a bad key or alias, 422 ID_REUSED for a key with another request
     */
    Uni<Opened> open(NewWallet request, Optional<String> idempotencyKey) {
        VerifyingKey key = request.checkedKey();
        return operators
                .awaited(request.operatorId())
                .chain(operator -> serials.next(operator.number()))
                .chain(wallet -> pool.withTransaction(tx -> open(tx, wallet, request, key, idempotencyKey)));
    }

    private Uni<Opened> open(
            SqlConnection tx, WalletId wallet, NewWallet request, VerifyingKey key, Optional<String> idempotencyKey) {
        Uni<Optional<WalletStore.Opening>> earlier = idempotencyKey
                .map(claimed -> store.claim(tx, claimed, wallet, request))
                .orElse(Uni.createFrom().item(Optional.empty()));
        return earlier.chain(opening ->
                opening.map(found -> repeated(found, request)).orElseGet(() -> write(tx, wallet, request, key)));
    }

    private static Uni<Opened> repeated(WalletStore.Opening opening, NewWallet request) {
        return opening.isOf(request)
                ? Uni.createFrom().item(new Opened(opening.wallet(), false))
                : Uni.createFrom().failure(Problems.idReused().asException());
    }

    private Uni<Opened> write(SqlConnection tx, WalletId wallet, NewWallet request, VerifyingKey key) {
        var now = clock.instant();
        return books.openAccount(tx, wallet.number(), wallet.operatorNumber(), request.walletClass())
                .chain(() -> store.insert(tx, wallet, request.alias(), now))
                .chain(() -> store.insertKey(tx, wallet, 1, key, now))
                .replaceWith(new Opened(wallet, true));
    }
}
