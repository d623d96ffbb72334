package org.dcep.settlement.cycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** A request to close a cycle, as it was made. */
@Entity
@Table(name = "cycle_closing")
public class CycleClosingRow {
    @Id
    @Column(name = "request_id")
    UUID requestId;

    @Column(name = "cycle_id", nullable = false)
    long cycleId;

    @Column(name = "requested_date")
    LocalDate requestedDate;

    protected CycleClosingRow() {}

    CycleClosingRow(CycleClosure request, long cycleId) {
        this.requestId = request.id();
        this.cycleId = cycleId;
        this.requestedDate = request.nextBusinessDate().orElse(null);
    }

    boolean asksFor(CycleClosure request) {
        return Objects.equals(requestedDate, request.nextBusinessDate().orElse(null));
    }
}
