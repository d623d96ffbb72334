package org.dcep.wallet.statement;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.dcep.ledger.Purpose;
import org.hibernate.annotations.Immutable;

/** Table {@code entry}: one change of a wallet's account, for reading. */
@Entity
@Immutable
@Table(name = "entry")
@IdClass(EntryRow.Key.class)
public class EntryRow extends PanacheEntityBase {
    /** The primary key. */
    public static class Key {
        private long account;
        private long seq;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && account == key.account && seq == key.seq;
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, seq);
        }
    }

    @Id
    private long account;

    @Id
    private long seq;

    private Instant at;

    @Column(name = "cycle_id")
    private long cycleId;

    private short purpose;

    private UUID cause;

    private Long counterparty;

    @Column(name = "amount_fen")
    private long amountFen;

    @Column(name = "gas_fee_fen")
    private long gasFeeFen;

    @Column(name = "held_fen")
    private long heldFen;

    @Column(name = "available_after_fen")
    private long availableAfterFen;

    @Column(name = "held_after_fen")
    private long heldAfterFen;

    protected EntryRow() {}

    long seq() {
        return seq;
    }

    Instant at() {
        return at;
    }

    long cycleId() {
        return cycleId;
    }

    Purpose purpose() {
        return Purpose.ofCode(purpose);
    }

    UUID cause() {
        return cause;
    }

    /** Null where no other wallet is concerned. */
    Long counterparty() {
        return counterparty;
    }

    long amountFen() {
        return amountFen;
    }

    long gasFeeFen() {
        return gasFeeFen;
    }

    long heldFen() {
        return heldFen;
    }

    long availableAfterFen() {
        return availableAfterFen;
    }

    long heldAfterFen() {
        return heldAfterFen;
    }

    /** Everything that is the holder's afterwards, held or not. */
    long ownedAfterFen() {
        return Math.addExact(availableAfterFen, heldAfterFen);
    }
}
