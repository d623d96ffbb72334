package org.dcep.issuer.access;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.dcep.web.Role;

/** Table {@code client}: an operator's client. */
@Entity
@Table(name = "client")
public class ClientRow extends PanacheEntityBase {
    @Id
    private String id;

    @Column(name = "operator_id")
    private String operatorId;

    @Column(name = "operator_number")
    private int operatorNumber;

    @Column(name = "secret_sha256")
    private byte[] secretSha256;

    @Column(name = "created_at")
    private Instant createdAt;

    protected ClientRow() {}

    /** The client of a newly admitted operator; the prefix keeps it apart from the configured clients. */
    public ClientRow(String operatorId, int operatorNumber, ClientSecret secret, Instant createdAt) {
        this.id = "operator-" + operatorId;
        this.operatorId = operatorId;
        this.operatorNumber = operatorNumber;
        this.secretSha256 = secret.sha256();
        this.createdAt = createdAt;
    }

    public String clientId() {
        return id;
    }

    Client client() {
        Client.Bank bank = new Client.Bank(operatorId, operatorNumber);
        return new Client(id, Role.OPERATOR, Optional.of(bank), secretSha256);
    }
}
