package org.dcep.settlement.cycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;

/** A settlement cycle. Its state changes only through the methods here, along {@link CycleState#mayBecome}. */
@Entity
@Table(name = "cycle")
public class CycleRow {
    @Id
    @Column(name = "cycle_id")
    long cycleId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    CycleState state;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    ClearingMode mode;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    SettlementAsset asset;

    @Column(name = "policy_version")
    Integer policyVersion;

    @Column(name = "business_date", nullable = false)
    LocalDate businessDate;

    @Column(name = "opened_at", nullable = false)
    Instant openedAt;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "arrived_at")
    Instant arrivedAt;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "netted_at")
    Instant nettedAt;

    @Column(name = "settled_at")
    Instant settledAt;

    @Column(name = "gas_policy_version")
    Integer gasPolicyVersion;

    protected CycleRow() {}

    /** A new open cycle. */
    static CycleRow open(long cycleId, CycleTerms terms, LocalDate businessDate, Instant at) {
        CycleRow row = new CycleRow();
        row.cycleId = cycleId;
        row.state = CycleState.OPEN;
        row.mode = terms.mode();
        row.asset = terms.asset();
        row.policyVersion = terms.policyVersion().orElse(null);
        row.businessDate = businessDate;
        row.openedAt = at;
        return row;
    }

    public long cycleId() {
        return cycleId;
    }

    public CycleState state() {
        return state;
    }

    public ClearingMode mode() {
        return mode;
    }

    public SettlementAsset asset() {
        return asset;
    }

    /** The settlement policy that it took when it opened; empty if only the configuration counted. */
    public Optional<Integer> policyVersion() {
        return Optional.ofNullable(policyVersion);
    }

    public LocalDate businessDate() {
        return businessDate;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<Instant> nettedAt() {
        return Optional.ofNullable(nettedAt);
    }

    public Optional<Instant> settledAt() {
        return Optional.ofNullable(settledAt);
    }

    void close(Instant at) {
        become(CycleState.CLOSING);
        closedAt = at;
    }

    /** Everything that belongs to it is here, and its obligations can be decided. */
    public void complete(Instant at) {
        if (state != CycleState.CLOSING || arrivedAt != null) {
            throw new IllegalStateException("cycle " + cycleId + " is " + state + ", or was complete before");
        }
        arrivedAt = at;
    }

    /** Whether everything is here and the engine has to decide, or has decided. */
    public boolean isComplete() {
        return arrivedAt != null;
    }

    /** Whether the engine has decided its obligations. */
    public boolean isDecided() {
        return decidedAt != null;
    }

    /**
     * @param version of the gas policy by which the revenue was split; null if there was none to split
     */
    public void net(Instant at, Integer version) {
        become(CycleState.NETTED);
        nettedAt = at;
        gasPolicyVersion = version;
    }

    public void settle(Instant at) {
        become(CycleState.SETTLED);
        settledAt = at;
    }

    private void become(CycleState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("cycle " + cycleId + " is " + state + " and cannot become " + next);
        }
        state = next;
    }
}
