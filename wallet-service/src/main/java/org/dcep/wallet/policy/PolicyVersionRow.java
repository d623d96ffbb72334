package org.dcep.wallet.policy;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.dcep.contracts.PolicyPublished;
import org.dcep.wallet.keys.CentralBankKey;

/** Table {@code policy_version}: a genuine policy; never changed. */
@Entity
@Table(name = "policy_version")
@IdClass(PolicyVersionRow.Key.class)
public class PolicyVersionRow extends PanacheEntityBase {
    /** The primary key. */
    public static class Key {
        private String kind;
        private int version;

        protected Key() {}

        Key(String kind, int version) {
            this.kind = kind;
            this.version = version;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && kind.equals(key.kind) && version == key.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, version);
        }
    }

    @Id
    private String kind;

    @Id
    private int version;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    private String document;

    @Column(name = "key_id")
    private String keyId;

    private byte[] signature;

    @Column(name = "received_at")
    private Instant receivedAt;

    protected PolicyVersionRow() {}

    PolicyVersionRow(PolicyPublished policy, Instant receivedAt) {
        this.kind = policy.kind();
        this.version = policy.version();
        this.effectiveFrom = policy.effectiveFrom();
        this.document = policy.document();
        this.keyId = policy.keyId();
        this.signature = CentralBankKey.bytes(policy.signature());
        this.receivedAt = receivedAt;
    }
}
