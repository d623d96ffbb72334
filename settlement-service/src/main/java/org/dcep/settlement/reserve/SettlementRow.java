package org.dcep.settlement.reserve;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A decision that moves currency between operators, or from operators to the treasury. */
@Entity
@Table(name = "settlement")
public class SettlementRow {
    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Column(name = "cycle_id", nullable = false)
    long cycleId;

    @Column(nullable = false)
    String kind;

    @Column(name = "decided_at", nullable = false)
    Instant decidedAt;

    protected SettlementRow() {}

    SettlementRow(Obligations obligations, Instant at) {
        settlementId = obligations.settlementId();
        cycleId = obligations.cycleId();
        kind = obligations.kind().name();
        decidedAt = at;
    }

    public long cycleId() {
        return cycleId;
    }
}
