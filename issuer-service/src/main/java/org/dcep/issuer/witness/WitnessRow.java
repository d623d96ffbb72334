package org.dcep.issuer.witness;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.kernel.LogState;

/** Table {@code log_witness}: what was signed of an operator's log, and whether its shard is frozen. */
@Entity
@Table(name = "log_witness")
public class WitnessRow extends PanacheEntityBase {
    @Id
    @Column(name = "operator_id")
    private String operatorId;

    private long size;

    private String root;

    @Column(name = "freeze_number")
    private long freezeNumber;

    private boolean frozen;

    @Enumerated(EnumType.STRING)
    private Dispute reason;

    @Column(name = "disputed_size")
    private Long disputedSize;

    @Column(name = "disputed_root")
    private String disputedRoot;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected WitnessRow() {}

    WitnessRow(String operatorId, Instant at) {
        this.operatorId = operatorId;
        this.size = LogState.EMPTY.size();
        this.root = LogState.EMPTY.root();
        this.changedAt = at;
    }

    String operatorId() {
        return operatorId;
    }

    /** The last log that was signed. */
    LogState signed() {
        return new LogState(size, root);
    }

    boolean isFrozen() {
        return frozen;
    }

    long freezeNumber() {
        return freezeNumber;
    }

    /** The log that was refused; empty if the shard is not frozen. */
    Optional<LogState> disputed() {
        return Optional.ofNullable(disputedSize).map(entries -> new LogState(entries, disputedRoot));
    }

    void sign(LogState log, Instant at) {
        size = log.size();
        root = log.root();
        changedAt = at;
    }

    void freeze(LogHeadSealed disputed, Dispute dispute, Instant at) {
        freezeNumber++;
        frozen = true;
        reason = dispute;
        disputedSize = disputed.size();
        disputedRoot = disputed.root();
        changedAt = at;
    }

    /** Goes on from the log that the decision names. */
    void lift(ShardFreezeChanged lifted) {
        freezeNumber = lifted.number();
        frozen = false;
        disputedSize = null;
        disputedRoot = null;
        sign(new LogState(lifted.size(), lifted.root()), lifted.decidedAt());
    }

    FreezeView view() {
        return new FreezeView(
                operatorId,
                freezeNumber,
                frozen,
                Optional.ofNullable(reason).filter(present -> frozen).map(Dispute::name),
                FreezeView.Log.of(signed()),
                disputed().map(FreezeView.Log::of),
                changedAt);
    }
}
