package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.issuer.reserve.LiquidityTransfer.Direction;
import org.dcep.issuer.reserve.LiquidityTransfer.State;
import org.dcep.kernel.Money;

/** Table {@code liquidity_transfer}: what was decided under a direction and an id, for ever. */
@Entity
@Table(name = "liquidity_transfer")
public class LiquidityTransferRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long seq;

    @Enumerated(EnumType.STRING)
    private Direction direction;

    @Column(name = "transfer_id")
    private UUID transferId;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "amount_fen")
    private long amountFen;

    @Enumerated(EnumType.STRING)
    private ReserveRefusal reason;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected LiquidityTransferRow() {}

    /** @param reason null if it is booked */
    LiquidityTransferRow(
            Direction direction,
            UUID transferId,
            String operatorId,
            Money amount,
            ReserveRefusal reason,
            Instant decidedAt) {
        this.direction = direction;
        this.transferId = transferId;
        this.operatorId = operatorId;
        this.amountFen = amount.fen();
        this.reason = reason;
        this.decidedAt = decidedAt;
    }

    /** Null if nothing was decided under this id. */
    static Uni<LiquidityTransferRow> decided(Direction direction, UUID transferId) {
        return find("direction = ?1 and transferId = ?2", direction, transferId).firstResult();
    }

    long seq() {
        return seq;
    }

    boolean isOf(String operator, Money amount) {
        return operatorId.equals(operator) && amountFen == amount.fen();
    }

    LiquidityTransfer view() {
        return new LiquidityTransfer(
                transferId,
                operatorId,
                direction,
                amountFen,
                reason == null ? State.BOOKED : State.REFUSED,
                decidedAt,
                Optional.ofNullable(reason).map(Enum::name));
    }
}
