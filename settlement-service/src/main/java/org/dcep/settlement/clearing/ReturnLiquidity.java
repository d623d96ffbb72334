package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;

/** Gives reserves of a settlement account back to the operator, whose free reserves at the central bank they become. */
@ApplicationScoped
public class ReturnLiquidity {
    private static final String KNOWN =
            "SELECT operator_id, amount_fen, at FROM liquidity_movement WHERE transfer_id = $1 AND reason = 'RETURNED'";

    private final Pool pool;
    private final ClearingDesk desk;
    private final Outbox outbox;
    private final BusinessTime time;

    /** What is asked for; the id is the operator's own. */
    public record Order(UUID id, OperatorId operator, Money amount) {}

    /** What became of it. */
    public sealed interface Outcome {
        /** Returned at {@code at}; {@code isNew} unless the same order had returned it before. */
        record Returned(Instant at, boolean isNew) implements Outcome {}

        /** The account does not have it, or what it has must repay a loan. Nothing is remembered of it. */
        record Insufficient() implements Outcome {}

        /** The id belongs to another order. */
        record IdReused() implements Outcome {}
    }

    ReturnLiquidity(Pool pool, ClearingDesk desk, Outbox outbox, BusinessTime time) {
        this.pool = pool;
        this.desk = desk;
        this.outbox = outbox;
        this.time = time;
    }

    public Uni<Outcome> giveBack(Order order) {
        return pool.withTransaction(tx -> desk.lock(tx)
                        .chain(() -> tx.preparedQuery(KNOWN).execute(Tuple.of(order.id())))
                        .chain(rows -> rows.size() == 0
                                ? decide(tx, order)
                                : Uni.createFrom().item(repeated(rows.iterator().next(), order))))
                .invoke(outbox::wake);
    }

    private static Outcome repeated(Row known, Order order) {
        boolean same = known.getString("operator_id").equals(order.operator().value())
                && known.getLong("amount_fen") == -order.amount().fen();
        return same ? new Outcome.Returned(known.getOffsetDateTime("at").toInstant(), false) : new Outcome.IdReused();
    }

    private Uni<Outcome> decide(SqlConnection tx, Order order) {
        Instant now = time.now();
        return desk.<Outcome>work(
                        tx,
                        books -> books.giveBack(order.id(), order.operator(), order.amount(), now)
                                ? new Outcome.Returned(books.at(), true)
                                : new Outcome.Insufficient())
                .call(outcome -> outcome instanceof Outcome.Returned
                        ? tell(tx, order)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(SqlConnection tx, Order order) {
        return outbox.append(
                tx,
                List.of(new LiquidityReturned(
                        order.id(), order.operator().value(), order.amount().fen())));
    }
}
