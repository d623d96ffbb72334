package org.dcep.settlement.reserve;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.SettlementBooked;
import org.dcep.settlement.clock.BusinessTime;

/** The reserve leg: which settlements were decided and which books have taken them over. */
@ApplicationScoped
public class Reserves {
    private static final String INSERT_SETTLEMENT =
            "INSERT INTO settlement (settlement_id, cycle_id, kind, decided_at) VALUES ($1, $2, $3, $4)";
    private static final String INSERT_BOOKINGS = """
            INSERT INTO settlement_booking (settlement_id, operator_id, cycle_id, clearing_fen, gas_fen)
            SELECT $1, o, $2, c, g FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS due (o, c, g)
            """;

    /** What a booking told by an operator's book turned out to be. */
    public enum Booking {
        TAKEN,
        REPEATED,
        UNKNOWN_SETTLEMENT,
        OTHER_AMOUNT
    }

    @Inject
    BusinessTime time;

    /** Records in the running Panache transaction what the books now owe to do. */
    public Uni<Void> oblige(Obligations obligations) {
        List<Object> rows = new ArrayList<>();
        rows.add(new SettlementRow(obligations, time.now()));
        obligations.dues().forEach(due -> rows.add(new BookingRow(obligations, due)));
        return Panache.getSession().chain(session -> session.persistAll(rows.toArray()));
    }

    /** The same in the transaction that is open on {@code tx}. */
    public Uni<Void> oblige(SqlConnection tx, Obligations obligations) {
        List<Obligations.Due> dues = obligations.dues();
        return tx.preparedQuery(INSERT_SETTLEMENT)
                .execute(Tuple.of(
                        obligations.settlementId(),
                        obligations.cycleId(),
                        obligations.kind().name(),
                        time.now().atOffset(ZoneOffset.UTC)))
                .chain(() -> tx.preparedQuery(INSERT_BOOKINGS)
                        .execute(Tuple.of(
                                obligations.settlementId(),
                                obligations.cycleId(),
                                dues.stream().map(Obligations.Due::operatorId).toArray(String[]::new),
                                dues.stream().map(Obligations.Due::clearingFen).toArray(Long[]::new),
                                dues.stream().map(Obligations.Due::gasFen).toArray(Long[]::new))))
                .replaceWithVoid();
    }

    /** Takes note that a book has taken over its part. */
    public Uni<Booking> book(SettlementBooked event) {
        return Panache.getSession()
                .chain(session ->
                        session.find(BookingRow.class, new BookingRow.Key(event.settlementId(), event.operatorId())))
                .map(row -> {
                    if (row == null) {
                        return Booking.UNKNOWN_SETTLEMENT;
                    }
                    if (!row.agreesWith(event)) {
                        return Booking.OTHER_AMOUNT;
                    }
                    Booking outcome = row.bookedAt == null ? Booking.TAKEN : Booking.REPEATED;
                    row.bookedAt = row.bookedAt == null ? time.now() : row.bookedAt;
                    return outcome;
                });
    }

    /** The cycle that a settlement belongs to; empty if the settlement is unknown. */
    public Uni<SettlementRow> settlement(SettlementBooked event) {
        return Panache.getSession().chain(session -> session.find(SettlementRow.class, event.settlementId()));
    }

    /** How many books have yet to take over something of a cycle. */
    public Uni<Long> missing(long cycleId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(*) from BookingRow where cycleId = ?1 and bookedAt is null"
                                        + " and (clearingFen <> 0 or gasFen <> 0)",
                                Long.class)
                        .setParameter(1, cycleId)
                        .getSingleResult());
    }
}
