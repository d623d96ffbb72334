package org.dcep.issuer.circulation;

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
import java.util.List;
import java.util.UUID;
import org.dcep.issuer.book.Cause;

/** Table {@code obligation}. */
@Entity
@Table(name = "obligation")
public class ObligationRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long seq;

    @Enumerated(EnumType.STRING)
    private Cause cause;

    @Column(name = "cause_id")
    private UUID causeId;

    @Column(name = "arrived_at")
    private Instant arrivedAt;

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected ObligationRow() {}

    ObligationRow(Obligation obligation, Instant arrivedAt) {
        this.cause = obligation.cause();
        this.causeId = obligation.causeId();
        this.arrivedAt = arrivedAt;
    }

    Long seq() {
        return seq;
    }

    Obligation with(List<MovementRow> movements) {
        return new Obligation(
                cause, causeId, movements.stream().map(MovementRow::movement).toList());
    }

    void book(Instant at) {
        bookedAt = at;
    }
}
