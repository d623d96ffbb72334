package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.issuer.book.AccountKind;
import org.dcep.issuer.book.Balances;
import org.dcep.issuer.book.Holder;

/** Table {@code operator}: an admitted commercial bank. */
@Entity
@Table(name = "operator")
public class OperatorRow extends PanacheEntityBase {
    @Id
    private String id;

    private int number;
    private String name;

    @Column(name = "admission_reserve_fen")
    private long admissionReserveFen;

    @Column(name = "admitted_at")
    private Instant admittedAt;

    protected OperatorRow() {}

    OperatorRow(Admission admission, int number, Instant admittedAt) {
        this.id = admission.operatorId().value();
        this.number = number;
        this.name = admission.name();
        this.admissionReserveFen = admission.reserve().fen();
        this.admittedAt = admittedAt;
    }

    Holder holder() {
        return Holder.operator(id);
    }

    int number() {
        return number;
    }

    boolean isOf(Admission admission) {
        return name.equals(admission.name())
                && admissionReserveFen == admission.reserve().fen();
    }

    OperatorAdmitted event() {
        return new OperatorAdmitted(id, number, name, admittedAt);
    }

    /** @param placedFen what it has placed for settlement less what it has taken back */
    OperatorView view(Balances balances, long placedFen) {
        Holder holder = holder();
        return new OperatorView(
                id,
                number,
                name,
                balances.fen(holder.account(AccountKind.FREE)),
                balances.fen(holder.account(AccountKind.LOCKED)),
                placedFen,
                balances.fen(holder.account(AccountKind.OUTSTANDING)),
                admittedAt);
    }
}
