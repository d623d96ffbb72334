package org.dcep.issuer.witness;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.ShardFreezeChanged;

/** Table {@code log_freeze}, append-only: every freeze and lift, with the head that was disputed. */
@Entity
@Table(name = "log_freeze")
public class FreezeRow extends PanacheEntityBase {
    @Id
    private String id;

    @Column(name = "operator_id")
    private String operatorId;

    private long number;

    private String event;

    private String evidence;

    private Instant at;

    protected FreezeRow() {}

    FreezeRow(ShardFreezeChanged change, Optional<LogHeadSealed> disputed) {
        this.id = change.operatorId() + ":" + change.number();
        this.operatorId = change.operatorId();
        this.number = change.number();
        this.event = EventJson.write(change);
        this.evidence = disputed.map(EventJson::write).orElse(null);
        this.at = change.decidedAt();
    }
}
