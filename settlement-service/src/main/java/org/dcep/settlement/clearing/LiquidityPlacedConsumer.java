package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;

/** Takes the liquidity that the central bank has placed, and settles what waited for it. */
@ApplicationScoped
public class LiquidityPlacedConsumer implements OneByOneConsumer<LiquidityPlaced> {
    private static final String KNOWN =
            "SELECT operator_id, amount_fen FROM liquidity_movement WHERE transfer_id = $1 AND reason = 'PLACED'";

    private final ClearingDesk desk;
    private final Contradictions contradictions;
    private final Outbox outbox;
    private final BusinessTime time;

    LiquidityPlacedConsumer(ClearingDesk desk, Contradictions contradictions, Outbox outbox, BusinessTime time) {
        this.desk = desk;
        this.contradictions = contradictions;
        this.outbox = outbox;
        this.time = time;
    }

    @Override
    public Topic topic() {
        return Topic.LIQUIDITY_PLACED;
    }

    @Override
    public void committed(List<LiquidityPlaced> events) {
        outbox.wake();
    }

    @Override
    public Uni<Void> applyOne(SqlConnection tx, LiquidityPlaced event) {
        return tx.preparedQuery(KNOWN).execute(Tuple.of(event.transferId())).chain(rows -> {
            if (rows.size() == 0) {
                return place(tx, event);
            }
            boolean same = rows.iterator().next().getString("operator_id").equals(event.operatorId())
                    && rows.iterator().next().getLong("amount_fen") == event.amountFen();
            return same
                    ? Uni.createFrom().voidItem()
                    : contradicts(tx, event, "the transfer was told before with other content");
        });
    }

    private Uni<Void> place(SqlConnection tx, LiquidityPlaced event) {
        Optional<String> fault = fault(event);
        if (fault.isPresent()) {
            return contradicts(tx, event, fault.get());
        }
        OperatorId operator = OperatorId.of(event.operatorId());
        Money amount = new Money(event.amountFen());
        return desk.work(tx, books -> books.place(event.transferId(), operator, amount, time.now()))
                .chain(placed -> placed
                        ? Uni.createFrom().voidItem()
                        : contradicts(tx, event, "accounts would have more than can be counted"));
    }

    private static Optional<String> fault(LiquidityPlaced event) {
        return event.amountFen() < 1
                        || event.amountFen() > Money.MAX_FEN
                        || !event.operatorId().matches(OperatorId.PATTERN)
                ? Optional.of("a transfer brings an operator at least 1 fen")
                : Optional.empty();
    }

    private Uni<Void> contradicts(SqlConnection tx, LiquidityPlaced event, String reason) {
        return contradictions.keep(tx, List.of(new Contradiction(event, event.operatorId(), 0, reason)));
    }
}
