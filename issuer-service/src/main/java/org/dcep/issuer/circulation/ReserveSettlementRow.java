package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dcep.contracts.PaymentsSettled;

/** Table {@code reserve_settlement}: payments that reserves have settled, append-only. */
@Entity
@Table(name = "reserve_settlement")
public class ReserveSettlementRow extends PanacheEntityBase {
    @Id
    @Column(name = "settlement_id")
    private UUID settlementId;

    @Column(name = "cycle_id")
    private long cycleId;

    private String mode;

    private int movements;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    protected ReserveSettlementRow() {}

    ReserveSettlementRow(PaymentsSettled settled, Instant recordedAt) {
        this.settlementId = settled.settlementId();
        this.cycleId = settled.cycleId();
        this.mode = settled.mode();
        this.movements = settled.movements().size();
        this.amountFen = settled.movements().stream()
                .mapToLong(PaymentsSettled.Movement::amountFen)
                .reduce(0, Math::addExact);
        this.recordedAt = recordedAt;
    }
}
