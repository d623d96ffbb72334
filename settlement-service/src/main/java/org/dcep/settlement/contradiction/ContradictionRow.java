package org.dcep.settlement.contradiction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that cannot be true together with what the books say. */
@Entity
@Table(name = "contradiction")
public class ContradictionRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    String topic;

    @Column(name = "operator_id", nullable = false)
    String operatorId;

    @Column(name = "cycle_id", nullable = false)
    long cycleId;

    @Column(nullable = false)
    String reason;

    @Column(nullable = false)
    String event;

    @Column(nullable = false)
    Instant at;

    @Column(name = "resolved_at")
    Instant resolvedAt;

    @Column
    String resolution;
}
