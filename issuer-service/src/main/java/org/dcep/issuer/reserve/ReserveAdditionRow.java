package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** Table {@code reserve_addition}: reserves that came in after admission. */
@Entity
@Table(name = "reserve_addition")
public class ReserveAdditionRow extends PanacheEntityBase {
    @Id
    private UUID id;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "added_at")
    private Instant addedAt;

    protected ReserveAdditionRow() {}

    ReserveAdditionRow(UUID id, OperatorId operatorId, Money amount, Instant addedAt) {
        this.id = id;
        this.operatorId = operatorId.value();
        this.amountFen = amount.fen();
        this.addedAt = addedAt;
    }

    boolean isOf(OperatorId operator, Money amount) {
        return operatorId.equals(operator.value()) && amountFen == amount.fen();
    }

    ReserveAddition view() {
        return new ReserveAddition(id, operatorId, amountFen, addedAt);
    }
}
