package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/** Table {@code latch}: a row that one transaction at a time holds, for decisions about a whole rather than a row. */
@Entity
@Table(name = "latch")
public class Latch extends PanacheEntityBase {
    /** Who becomes an operator, under which number, and how many reserves there are in all. */
    public static final String ADMISSION = "admission";

    /** In which order settlements and redemptions reach the book. */
    public static final String SETTLEMENT = "settlement";

    /** Which version of a policy is the next. */
    public static final String POLICY = "policy";

    @Id
    private String name;

    protected Latch() {}

    /** Waits for the latch and holds it until the transaction ends. */
    public static Uni<Void> hold(String name) {
        return Latch.<Latch>findById(name, LockModeType.PESSIMISTIC_WRITE).replaceWithVoid();
    }
}
