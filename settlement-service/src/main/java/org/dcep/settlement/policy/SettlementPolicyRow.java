package org.dcep.settlement.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;

/** A version of the settlement policy with the central bank's signature, which was verified before it was stored. */
@Entity
@Table(name = "settlement_policy")
public class SettlementPolicyRow {
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

    protected SettlementPolicyRow() {}

    SettlementPolicyRow(PolicyPublished event) {
        version = event.version();
        effectiveFrom = event.effectiveFrom();
        document = event.document();
        keyId = event.keyId();
        signature = event.signature();
    }

    int version() {
        return version;
    }

    SettlementPolicy policy() {
        return PolicyJson.readSettlement(document);
    }

    boolean says(PolicyPublished event) {
        return effectiveFrom.equals(event.effectiveFrom()) && document.equals(event.document());
    }
}
