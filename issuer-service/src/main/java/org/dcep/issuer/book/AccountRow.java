package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Table {@code account}: a balance, which only {@link Book} changes. */
@Entity
@Table(name = "account")
public class AccountRow extends PanacheEntityBase {
    @Id
    private String id;

    private String holder;

    @Enumerated(EnumType.STRING)
    private AccountKind kind;

    @Column(name = "balance_fen")
    private long balanceFen;

    protected AccountRow() {}

    AccountRow(Account account) {
        this.id = account.toString();
        this.holder = account.holder().id();
        this.kind = account.kind();
    }

    String id() {
        return id;
    }

    long balanceFen() {
        return balanceFen;
    }

    /** The sign of the result is checked when the entry is complete, and again by the table. */
    void add(long signedFen) {
        balanceFen = Math.addExact(balanceFen, signedFen);
    }

    void requireSign() {
        if (!kind.allows(balanceFen)) {
            throw new IllegalStateException("account " + id + " must not reach " + balanceFen);
        }
    }
}
