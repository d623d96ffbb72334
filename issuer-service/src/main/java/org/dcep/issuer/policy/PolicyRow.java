package org.dcep.issuer.policy;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code policy_version}, append-only. */
@Entity
@Table(name = "policy_version")
public class PolicyRow extends PanacheEntityBase {
    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private PolicyKind kind;

    private int version;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    private String document;

    @Column(name = "key_id")
    private String keyId;

    private byte[] signature;

    @Column(name = "published_at")
    private Instant publishedAt;

    protected PolicyRow() {}

    PolicyRow(PolicyVersion version, Instant publishedAt) {
        this.id = version.kind() + ":" + version.version();
        this.kind = version.kind();
        this.version = version.version();
        this.effectiveFrom = version.effectiveFrom();
        this.document = version.document();
        this.keyId = version.keyId();
        this.signature = version.signature();
        this.publishedAt = publishedAt;
    }

    PolicyVersion version() {
        return new PolicyVersion(kind, version, effectiveFrom, document, keyId, signature);
    }
}
