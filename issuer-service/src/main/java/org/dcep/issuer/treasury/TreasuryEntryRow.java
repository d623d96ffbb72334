package org.dcep.issuer.treasury;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dcep.contracts.GasRevenueSettled;

/** Table {@code treasury_entry}: a beneficiary's share of one settlement. */
@Entity
@Table(name = "treasury_entry")
public class TreasuryEntryRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "settlement_id")
    private UUID settlementId;

    @Column(name = "cycle_id")
    private long cycleId;

    private String beneficiary;

    @Column(name = "basis_points")
    private int basisPoints;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected TreasuryEntryRow() {}

    TreasuryEntryRow(GasRevenueSettled event, GasRevenueSettled.Share share) {
        this.settlementId = event.settlementId();
        this.cycleId = event.cycleId();
        this.beneficiary = share.beneficiary();
        this.basisPoints = share.basisPoints();
        this.amountFen = share.amountFen();
    }

    void book(Instant at) {
        bookedAt = at;
    }

    /** Whether the currency has arrived. */
    boolean isBooked() {
        return bookedAt != null;
    }

    long cycleId() {
        return cycleId;
    }

    String beneficiary() {
        return beneficiary;
    }

    long amountFen() {
        return amountFen;
    }

    TreasuryStatement.Received received() {
        return new TreasuryStatement.Received(beneficiary, basisPoints, amountFen);
    }

    TreasuryEntry view() {
        return new TreasuryEntry(id, settlementId, cycleId, beneficiary, basisPoints, amountFen, bookedAt);
    }
}
