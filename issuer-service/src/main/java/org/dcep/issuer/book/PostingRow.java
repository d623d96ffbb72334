package org.dcep.issuer.book;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** Table {@code posting}, append-only. */
@Entity
@Table(name = "posting")
@IdClass(PostingRow.Key.class)
public class PostingRow extends PanacheEntityBase {
    @Id
    @Column(name = "entry_id")
    private Long entryId;

    @Id
    private Integer line;

    private String debit;
    private String credit;

    @Column(name = "amount_fen")
    private long amountFen;

    protected PostingRow() {}

    PostingRow(long entryId, int line, Posting posting) {
        this.entryId = entryId;
        this.line = line;
        this.debit = posting.debit().toString();
        this.credit = posting.credit().toString();
        this.amountFen = posting.amount().fen();
    }

    /** Entry and line. */
    public static class Key implements Serializable {
        private Long entryId;
        private Integer line;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(entryId, key.entryId) && Objects.equals(line, key.line);
        }

        @Override
        public int hashCode() {
            return Objects.hash(entryId, line);
        }
    }
}
