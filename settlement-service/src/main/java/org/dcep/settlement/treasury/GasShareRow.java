package org.dcep.settlement.treasury;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.dcep.ledger.RevenueSplit;

/** What a beneficiary received of a cycle's gas; 0 is possible. */
@Entity
@Table(name = "gas_share")
@IdClass(GasShareRow.Key.class)
public class GasShareRow {
    /** The place in the policy's list of beneficiaries. */
    public static class Key implements Serializable {
        long cycleId;
        int position;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && cycleId == key.cycleId && position == key.position;
        }

        @Override
        public int hashCode() {
            return Objects.hash(cycleId, position);
        }
    }

    @Id
    @Column(name = "cycle_id")
    long cycleId;

    @Id
    int position;

    @Column(nullable = false)
    String beneficiary;

    @Column(name = "basis_points", nullable = false)
    int basisPoints;

    @Column(name = "amount_fen", nullable = false)
    long amountFen;

    protected GasShareRow() {}

    GasShareRow(long cycleId, int position, RevenueSplit.Share share) {
        this.cycleId = cycleId;
        this.position = position;
        this.beneficiary = share.beneficiary().name();
        this.basisPoints = share.beneficiary().basisPoints();
        this.amountFen = share.amount().fen();
    }

    public long cycleId() {
        return cycleId;
    }

    public String beneficiary() {
        return beneficiary;
    }

    public int basisPoints() {
        return basisPoints;
    }

    public long amountFen() {
        return amountFen;
    }
}
