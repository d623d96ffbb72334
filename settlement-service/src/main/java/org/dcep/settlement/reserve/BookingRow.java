package org.dcep.settlement.reserve;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.dcep.contracts.SettlementBooked;

/** What one operator's book must take over of a settlement, and when it did. */
@Entity
@Table(name = "settlement_booking")
@IdClass(BookingRow.Key.class)
public class BookingRow {
    /** One booking per settlement and operator. */
    public static class Key implements Serializable {
        UUID settlementId;
        String operatorId;

        protected Key() {}

        Key(UUID settlementId, String operatorId) {
            this.settlementId = settlementId;
            this.operatorId = operatorId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && settlementId.equals(key.settlementId)
                    && operatorId.equals(key.operatorId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(settlementId, operatorId);
        }
    }

    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Id
    @Column(name = "operator_id")
    String operatorId;

    @Column(name = "cycle_id", nullable = false)
    long cycleId;

    @Column(name = "clearing_fen", nullable = false)
    long clearingFen;

    @Column(name = "gas_fen", nullable = false)
    long gasFen;

    @Column(name = "booked_at")
    Instant bookedAt;

    protected BookingRow() {}

    BookingRow(Obligations obligations, Obligations.Due due) {
        settlementId = obligations.settlementId();
        operatorId = due.operatorId();
        cycleId = obligations.cycleId();
        clearingFen = due.clearingFen();
        gasFen = due.gasFen();
    }

    boolean agreesWith(SettlementBooked event) {
        return clearingFen == event.clearingFen() && gasFen == event.gasFen();
    }
}
