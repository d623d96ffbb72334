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
    SettlementMode mode;

    @Column(name = "business_date", nullable = false)
    LocalDate businessDate;

    @Column(name = "opened_at", nullable = false)
    Instant openedAt;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "netted_at")
    Instant nettedAt;

    @Column(name = "settled_at")
    Instant settledAt;

    @Column(name = "gas_policy_version")
    Integer gasPolicyVersion;

    protected CycleRow() {}

    /** A new open cycle. */
    static CycleRow open(long cycleId, SettlementMode mode, LocalDate businessDate, Instant at) {
        CycleRow row = new CycleRow();
        row.cycleId = cycleId;
        row.state = CycleState.OPEN;
        row.mode = mode;
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

    public SettlementMode mode() {
        return mode;
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

    public Optional<Instant> settledAt() {
        return Optional.ofNullable(settledAt);
    }

    void close(Instant at) {
        become(CycleState.CLOSING);
        closedAt = at;
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
