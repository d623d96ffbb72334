package org.dcep.settlement.operator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dcep.contracts.OperatorAdmitted;

/** A commercial bank that the central bank has admitted. */
@Entity
@Table(name = "operator")
public class OperatorRow {
    @Id
    @Column(name = "operator_id")
    String operatorId;

    @Column(name = "operator_number", nullable = false)
    int operatorNumber;

    @Column(nullable = false)
    String name;

    @Column(name = "admitted_at", nullable = false)
    Instant admittedAt;

    protected OperatorRow() {}

    OperatorRow(OperatorAdmitted event) {
        operatorId = event.operatorId();
        operatorNumber = event.operatorNumber();
        name = event.name();
        admittedAt = event.admittedAt();
    }
}
