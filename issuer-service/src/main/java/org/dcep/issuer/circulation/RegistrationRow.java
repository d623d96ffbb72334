package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.book.Holder;

/** Table {@code registration}: one change of one holder's file of coins. */
@Entity
@Table(name = "registration")
public class RegistrationRow extends PanacheEntityBase {
    /** PLANNED until every new coin is signed. */
    enum State {
        PLANNED,
        ANNOUNCED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Cause cause;

    @Column(name = "cause_id")
    private UUID causeId;

    private String owner;

    @Enumerated(EnumType.STRING)
    private State state;

    protected RegistrationRow() {}

    RegistrationRow(Cause cause, UUID causeId, Holder owner, State state) {
        this.cause = cause;
        this.causeId = causeId;
        this.owner = owner.id();
        this.state = state;
    }

    Long id() {
        return id;
    }

    UUID causeId() {
        return causeId;
    }

    Holder owner() {
        return new Holder(owner);
    }

    boolean isPlanned() {
        return state == State.PLANNED;
    }

    void announce() {
        state = State.ANNOUNCED;
    }
}
