package org.dcep.issuer.redemption;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.circulation.Movement;
import org.dcep.issuer.circulation.Obligation;
import org.dcep.kernel.Money;

/** Table {@code redemption}: what became of an id, for ever. */
@Entity
@Table(name = "redemption")
public class RedemptionRow extends PanacheEntityBase {
    @Id
    private UUID id;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "amount_fen")
    private long amountFen;

    @Enumerated(EnumType.STRING)
    private RedemptionState state;

    @Enumerated(EnumType.STRING)
    private RedemptionRefusal reason;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected RedemptionRow() {}

    RedemptionRow(RedemptionOrder order, Instant requestedAt) {
        this.id = order.id();
        this.operatorId = order.operatorId().value();
        this.amountFen = order.amount().fen();
        this.state = RedemptionState.REQUESTED;
        this.requestedAt = requestedAt;
    }

    boolean isOf(RedemptionOrder order) {
        return operatorId.equals(order.operatorId().value())
                && amountFen == order.amount().fen();
    }

    RedemptionState state() {
        return state;
    }

    void release() {
        state = RedemptionState.RELEASED;
    }

    void refuse(RedemptionRefusal refusal, Instant at) {
        state = RedemptionState.REFUSED;
        reason = refusal;
        decidedAt = at;
    }

    void complete(Instant at) {
        state = RedemptionState.REDEEMED;
        decidedAt = at;
    }

    Obligation obligation() {
        Movement movement = Movement.destroying(Holder.operator(operatorId), Money.fen(amountFen));
        return new Obligation(Cause.REDEMPTION, id, List.of(movement));
    }

    RedemptionRequested requested() {
        return new RedemptionRequested(id, operatorId, amountFen);
    }

    RedemptionCompleted completed() {
        return new RedemptionCompleted(id, operatorId, amountFen);
    }

    Redemption view() {
        return new Redemption(
                id,
                operatorId,
                amountFen,
                state.shown(),
                requestedAt,
                Optional.ofNullable(decidedAt),
                Optional.ofNullable(reason).map(Enum::name));
    }
}
