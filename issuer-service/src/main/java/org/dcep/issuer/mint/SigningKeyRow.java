package org.dcep.issuer.mint;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;

/** Table {@code signing_key}: every key that ever signed. */
@Entity
@Table(name = "signing_key")
public class SigningKeyRow extends PanacheEntityBase {
    @Id
    private String id;

    private String algorithm;

    @Column(name = "public_key")
    private byte[] publicKey;

    @Column(name = "valid_from")
    private Instant validFrom;

    protected SigningKeyRow() {}

    SigningKeyRow(VerifyingKey key, Instant validFrom) {
        this.id = key.keyId();
        this.algorithm = key.algorithm().wireName();
        this.publicKey = key.raw();
        this.validFrom = validFrom;
    }

    PublishedKeys.PublishedKey published() {
        return new PublishedKeys.PublishedKey(
                id, algorithm, Base64Url.encode(publicKey), PublishedKeys.PURPOSE, validFrom);
    }
}
