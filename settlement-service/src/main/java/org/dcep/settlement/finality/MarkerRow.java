package org.dcep.settlement.finality;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.dcep.contracts.CycleMarked;

/** What an operator's book says that its payers did in a cycle. */
@Entity
@Table(name = "cycle_marker")
@IdClass(MarkerRow.Key.class)
public class MarkerRow {
    /** One marker per cycle and operator. */
    public static class Key implements Serializable {
        long cycleId;
        String operatorId;

        protected Key() {}

        Key(CycleMarked event) {
            cycleId = event.cycleId();
            operatorId = event.operatorId();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && cycleId == key.cycleId && operatorId.equals(key.operatorId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(cycleId, operatorId);
        }
    }

    @Id
    @Column(name = "cycle_id")
    long cycleId;

    @Id
    @Column(name = "operator_id")
    String operatorId;

    @Column(name = "book_events", nullable = false)
    long bookEvents;

    @Column(nullable = false)
    long payments;

    @Column(name = "amount_fen", nullable = false)
    long amountFen;

    @Column(name = "gas_fee_fen", nullable = false)
    long gasFeeFen;

    @Column(nullable = false)
    String digest;

    @Column(name = "received_at", nullable = false)
    Instant receivedAt;

    protected MarkerRow() {}

    MarkerRow(CycleMarked event, Instant at) {
        cycleId = event.cycleId();
        operatorId = event.operatorId();
        bookEvents = event.bookEvents();
        payments = event.payments();
        amountFen = event.amountFen();
        gasFeeFen = event.gasFeeFen();
        digest = event.digest();
        receivedAt = at;
    }

    boolean says(CycleMarked event) {
        return bookEvents == event.bookEvents() && claim().equals(Claim.of(event));
    }

    String operatorId() {
        return operatorId;
    }

    Claim claim() {
        return new Claim(payments, amountFen, gasFeeFen, digest);
    }
}
