package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.dcep.issuer.book.Holder;
import org.dcep.kernel.Money;

/** Table {@code movement}. */
@Entity
@Table(name = "movement")
@IdClass(MovementRow.Key.class)
public class MovementRow extends PanacheEntityBase {
    @Id
    @Column(name = "obligation_seq")
    private Long obligationSeq;

    @Id
    private Integer line;

    @Column(name = "from_holder")
    private String fromHolder;

    @Column(name = "to_holder")
    private String toHolder;

    @Column(name = "amount_fen")
    private long amountFen;

    protected MovementRow() {}

    MovementRow(long obligationSeq, int line, Movement movement) {
        this.obligationSeq = obligationSeq;
        this.line = line;
        this.fromHolder = movement.from().id();
        this.toHolder = movement.to().map(Holder::id).orElse(null);
        this.amountFen = movement.amount().fen();
    }

    Long obligationSeq() {
        return obligationSeq;
    }

    Movement movement() {
        return new Movement(
                new Holder(fromHolder), Optional.ofNullable(toHolder).map(Holder::new), Money.fen(amountFen));
    }

    /** Obligation and line. */
    public static class Key implements Serializable {
        private Long obligationSeq;
        private Integer line;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(obligationSeq, key.obligationSeq)
                    && Objects.equals(line, key.line);
        }

        @Override
        public int hashCode() {
            return Objects.hash(obligationSeq, line);
        }
    }
}
