package org.dcep.issuer.issuance;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code issuance}: what was decided under an id, for ever. */
@Entity
@Table(name = "issuance")
public class IssuanceRow extends PanacheEntityBase {
    private static final String ISSUED = "ISSUED";
    private static final String REFUSED = "REFUSED";

    @Id
    private UUID id;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "amount_fen")
    private long amountFen;

    private String state;

    @Enumerated(EnumType.STRING)
    private IssuanceRefusal reason;

    @Column(name = "coin_count")
    private int coinCount;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected IssuanceRow() {}

    private IssuanceRow(IssuanceOrder order, Instant decidedAt) {
        this.id = order.id();
        this.operatorId = order.operatorId().value();
        this.amountFen = order.amount().fen();
        this.decidedAt = decidedAt;
    }

    static IssuanceRow issued(IssuanceOrder order, int coinCount, Instant decidedAt) {
        IssuanceRow row = new IssuanceRow(order, decidedAt);
        row.state = ISSUED;
        row.coinCount = coinCount;
        return row;
    }

    static IssuanceRow refused(IssuanceOrder order, IssuanceRefusal reason, Instant decidedAt) {
        IssuanceRow row = new IssuanceRow(order, decidedAt);
        row.state = REFUSED;
        row.reason = reason;
        return row;
    }

    boolean isOf(IssuanceOrder order) {
        return operatorId.equals(order.operatorId().value())
                && amountFen == order.amount().fen();
    }

    Optional<IssuanceRefusal> refusal() {
        return Optional.ofNullable(reason);
    }

    Issuance view() {
        return new Issuance(
                id,
                operatorId,
                amountFen,
                state,
                coinCount,
                decidedAt,
                refusal().map(Enum::name));
    }
}
