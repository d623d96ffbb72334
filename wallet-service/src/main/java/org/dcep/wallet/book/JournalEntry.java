package org.dcep.wallet.book;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.ledger.Posting;

/**
 * Postings that happen together, inside one book.
 *
 * @param cause the payment, exchange, issuance, redemption or settlement behind it
 * @param parties whose wallets face each other, for their statements
 */
public record JournalEntry(UUID cause, Instant at, Parties parties, List<Posting> postings) {
    /** The payer's and the payee's wallet numbers; 0 where there is none. */
    public record Parties(long payer, long payee) {
        public static final Parties NONE = new Parties(0, 0);

        long facing(long wallet) {
            return wallet == payer ? payee : payer;
        }
    }

    /**
     * @throws IllegalArgumentException if there is no posting, or postings belong to different books
     */
    public JournalEntry {
        postings = List.copyOf(postings);
        if (postings.isEmpty()) {
            throw new IllegalArgumentException("an entry has at least one posting");
        }
        int operatorNumber = postings.get(0).debit().operatorNumber();
        for (Posting posting : postings) {
            if (posting.debit().operatorNumber() != operatorNumber) {
                throw new IllegalArgumentException("an entry stays inside one book");
            }
        }
    }

    int operatorNumber() {
        return postings.get(0).debit().operatorNumber();
    }
}
