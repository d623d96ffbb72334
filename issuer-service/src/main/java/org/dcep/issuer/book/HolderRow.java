package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Table {@code holder}. */
@Entity
@Table(name = "holder")
public class HolderRow extends PanacheEntityBase {
    static final String OPERATOR = "OPERATOR";
    static final String BENEFICIARY = "BENEFICIARY";

    @Id
    private String id;

    private String kind;

    protected HolderRow() {}

    HolderRow(Holder holder) {
        this.id = holder.id();
        this.kind = holder.isBeneficiary() ? BENEFICIARY : OPERATOR;
    }
}
