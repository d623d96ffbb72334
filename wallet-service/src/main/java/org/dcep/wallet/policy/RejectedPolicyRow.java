package org.dcep.wallet.policy;

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
import org.dcep.contracts.PolicyPublished;

/** Table {@code rejected_policy}: what was published and not applied. */
@Entity
@Table(name = "rejected_policy")
public class RejectedPolicyRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String kind;

    private int version;

    @Column(name = "key_id")
    private String keyId;

    @Enumerated(EnumType.STRING)
    private PolicyRejection reason;

    private String document;

    private Instant at;

    protected RejectedPolicyRow() {}

    RejectedPolicyRow(PolicyPublished policy, PolicyRejection reason, Instant at) {
        this.kind = policy.kind();
        this.version = policy.version();
        this.keyId = policy.keyId();
        this.reason = reason;
        this.document = policy.document();
        this.at = at;
    }
}
