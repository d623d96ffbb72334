package org.dcep.settlement.treasury;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.ledger.GasPolicy;

/** A version of the gas policy with the central bank's signature, which was verified before it was stored. */
@Entity
@Table(name = "gas_policy")
public class GasPolicyRow {
    @Id
    int version;

    @Column(name = "effective_from", nullable = false)
    Instant effectiveFrom;

    @Column(nullable = false)
    String document;

    @Column(name = "key_id", nullable = false)
    String keyId;

    @Column(nullable = false)
    String signature;

    protected GasPolicyRow() {}

    GasPolicyRow(PolicyPublished event) {
        version = event.version();
        effectiveFrom = event.effectiveFrom();
        document = event.document();
        keyId = event.keyId();
        signature = event.signature();
    }

    public int version() {
        return version;
    }

    public GasPolicy policy() {
        return PolicyJson.readGas(document);
    }

    boolean says(PolicyPublished event) {
        return effectiveFrom.equals(event.effectiveFrom()) && document.equals(event.document());
    }
}
