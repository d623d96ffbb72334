package org.dcep.settlement.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.dcep.contracts.PolicyPublished;

/** A version of a policy with the central bank's signature, which was verified before it was stored. */
@MappedSuperclass
public abstract class SignedPolicyRow {
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

    protected SignedPolicyRow() {}

    SignedPolicyRow(PolicyPublished event) {
        version = event.version();
        effectiveFrom = event.effectiveFrom();
        document = event.document();
        keyId = event.keyId();
        signature = event.signature();
    }

    public int version() {
        return version;
    }

    boolean says(PolicyPublished event) {
        return effectiveFrom.equals(event.effectiveFrom()) && document.equals(event.document());
    }
}
