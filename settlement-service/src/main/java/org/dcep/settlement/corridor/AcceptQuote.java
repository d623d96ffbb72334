package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.TradeOrder;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Accepts a quote: verifies the buyer's signature, sets its currency aside and asks for the e-CNY leg, the last two in one
 * transaction.
 */
@ApplicationScoped
class AcceptQuote {
    private final CorridorTransactions transactions;
    private final Pool pool;
    private final Outbox outbox;
    private final BusinessTime time;
    private final Vertx vertx;
    private final String network;

    AcceptQuote(
            CorridorTransactions transactions,
            Pool pool,
            Outbox outbox,
            BusinessTime time,
            Vertx vertx,
            @ConfigProperty(name = "dcep.network") String network) {
        this.transactions = transactions;
        this.pool = pool;
        this.outbox = outbox;
        this.time = time;
        this.vertx = vertx;
        this.network = network;
    }

    /**
     * Decides the order once per id; a refusal decides nothing and is not remembered.
     *
     * @param signature base64url of 64 bytes
     * @return fails with a problem: 401 BAD_SIGNATURE, also without such an account; 422 ID_REUSED; 404 without such a quote
     *     for the account; then the reasons of {@link TradeRejection}
     */
    Uni<Outcome<Trade>> accept(TradeOrder order, String signature) {
        byte[] signed = order.signedBytes(network);
        TradeRules.Accepted accepted = new TradeRules.Accepted(order, Sm3.digest(signed), signature);
        return ForeignLedger.account(pool, order.corridorId(), order.account())
                .map(account -> account.orElseThrow(() -> badSignature().asException()))
                .chain(account -> isGenuine(account, signed, signature))
                .invoke(genuine -> {
                    if (!genuine) {
                        throw badSignature().asException();
                    }
                })
                .chain(() -> transactions.locked(order.corridorId(), (tx, corridor) -> decide(tx, corridor, accepted)))
                .invoke(outbox::wake);
    }

    /** On a worker thread: it costs a tenth of a millisecond, for whoever asks. */
    private Uni<Boolean> isGenuine(ForeignAccount account, byte[] signed, String signature) {
        return vertx.executeBlocking(() -> account.key().verifies(signed, decoded(signature)), false);
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64Url.decode(signature);
        } catch (IllegalArgumentException noSignature) {
            return new byte[0]; // No key makes such a signature.
        }
    }

    private Uni<Outcome<Trade>> decide(SqlConnection tx, Corridor corridor, TradeRules.Accepted accepted) {
        return CorridorStore.trade(tx, accepted.order().id())
                .chain(known -> known.map(earlier -> Uni.createFrom().item(repeated(earlier, accepted)))
                        .orElseGet(() -> decideNew(tx, corridor, accepted)));
    }

    private static Outcome<Trade> repeated(Trade earlier, TradeRules.Accepted accepted) {
        if (!earlier.isOf(accepted.fingerprint())) {
            throw Problems.idReused().asException();
        }
        return Outcome.repeated(earlier);
    }

    private Uni<Outcome<Trade>> decideNew(SqlConnection tx, Corridor corridor, TradeRules.Accepted accepted) {
        TradeOrder order = accepted.order();
        Instant now = time.now();
        return CorridorStore.quote(tx, corridor.corridorId(), order.quoteId())
                .map(found -> found.filter(quote -> quote.buyerAccount().equals(order.account()))
                        .orElseThrow(() -> Problems.notFound().asException()))
                .chain(quote -> ForeignLedger.account(tx, corridor.corridorId(), order.account())
                        .map(Optional::orElseThrow)
                        .map(buyer -> TradeRules.decide(accepted, quote, corridor, buyer, now)))
                .chain(outcome -> outcome.fold(
                        held -> record(tx, held),
                        refused -> Uni.createFrom()
                                .failure(refused.reason().problem().asException())));
    }

    private Uni<Outcome<Trade>> record(SqlConnection tx, TradeOutcome.Held held) {
        Trade trade = held.trade();
        return CorridorStore.close(tx, trade.quote())
                .chain(() -> CorridorStore.hold(tx, trade))
                .chain(() -> ForeignLedger.post(tx, trade.quote().corridorId(), held.posting(), trade.heldAt()))
                .chain(() -> outbox.append(tx, List.of(trade.legRequested())))
                .replaceWith(Outcome.first(trade));
    }

    private static Problem badSignature() {
        return Problem.of("BAD_SIGNATURE", 401, "The signature is not the account's over this order");
    }
}
