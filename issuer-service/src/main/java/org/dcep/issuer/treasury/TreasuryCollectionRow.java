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

/** Table {@code treasury_collection}: what one operator gave up in one settlement. */
@Entity
@Table(name = "treasury_collection")
public class TreasuryCollectionRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "settlement_id")
    private UUID settlementId;

    @Column(name = "cycle_id")
    private long cycleId;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected TreasuryCollectionRow() {}

    TreasuryCollectionRow(GasRevenueSettled event, GasRevenueSettled.Collected collected) {
        this.settlementId = event.settlementId();
        this.cycleId = event.cycleId();
        this.operatorId = collected.operatorId();
        this.amountFen = collected.gasFeeFen();
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

    String operatorId() {
        return operatorId;
    }

    long amountFen() {
        return amountFen;
    }
}
