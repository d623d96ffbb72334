package org.dcep.settlement.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.dcep.settlement.netting.GrossPosition;
import org.hibernate.annotations.Immutable;

/** A gross position as stored; written by {@link IntakeStore} with plain SQL only. */
@Entity
@Immutable
@Table(name = "gross_position")
@IdClass(GrossPositionRow.Key.class)
public class GrossPositionRow {
    /** Cycle and pair of operators. */
    public static class Key implements Serializable {
        long cycleId;
        String payerOperatorId;
        String payeeOperatorId;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && cycleId == key.cycleId
                    && payerOperatorId.equals(key.payerOperatorId)
                    && payeeOperatorId.equals(key.payeeOperatorId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(cycleId, payerOperatorId, payeeOperatorId);
        }
    }

    @Id
    @Column(name = "cycle_id")
    long cycleId;

    @Id
    @Column(name = "payer_operator_id")
    String payerOperatorId;

    @Id
    @Column(name = "payee_operator_id")
    String payeeOperatorId;

    @Column(nullable = false)
    long payments;

    @Column(name = "amount_fen", nullable = false)
    long amountFen;

    protected GrossPositionRow() {}

    public long cycleId() {
        return cycleId;
    }

    public GrossPosition position() {
        return new GrossPosition(payerOperatorId, payeeOperatorId, payments, amountFen);
    }
}
