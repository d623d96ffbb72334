package org.dcep.settlement.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import org.dcep.contracts.PaymentDigest;
import org.hibernate.annotations.Immutable;

/** What was taken in from one operator's payers in a cycle; written by {@link IntakeStore} with plain SQL only. */
@Entity
@Immutable
@Table(name = "operator_intake")
@IdClass(OperatorIntakeRow.Key.class)
public class OperatorIntakeRow {
    /** Cycle and operator. */
    public static class Key implements Serializable {
        long cycleId;
        String operatorId;

        protected Key() {}

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

    @Column(nullable = false)
    long payments;

    @Column(name = "amount_fen", nullable = false)
    long amountFen;

    @Column(name = "gas_units", nullable = false)
    long gasUnits;

    @Column(name = "gas_fee_fen", nullable = false)
    long gasFeeFen;

    @Column(nullable = false, precision = 20)
    BigDecimal digest;

    protected OperatorIntakeRow() {}

    public long cycleId() {
        return cycleId;
    }

    public String operatorId() {
        return operatorId;
    }

    public long payments() {
        return payments;
    }

    public long amountFen() {
        return amountFen;
    }

    public long gasUnits() {
        return gasUnits;
    }

    public long gasFeeFen() {
        return gasFeeFen;
    }

    /** 16 hexadecimal digits, as in a marker. */
    public String digestText() {
        return PaymentDigest.text(digest.longValue());
    }
}
