package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code journal_entry}, append-only. */
@Entity
@Table(name = "journal_entry")
public class JournalEntryRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Cause cause;

    @Column(name = "cause_id")
    private String causeId;

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected JournalEntryRow() {}

    JournalEntryRow(JournalEntry entry) {
        this.cause = entry.cause();
        this.causeId = entry.causeId();
        this.bookedAt = entry.bookedAt();
    }

    Long id() {
        return id;
    }
}
