package org.dcep.issuer.book;

import java.time.Instant;
import java.util.List;
import org.dcep.kernel.Money;

/**
 * Postings that belong together, and why. An entry with the same cause and cause id can be booked only once, for ever.
 */
public record JournalEntry(Cause cause, String causeId, Instant bookedAt, List<Posting> postings) {
    public JournalEntry {
        postings = List.copyOf(postings);
    }

    /** Reserves come in. */
    public static List<Posting> funding(Holder operator, Money amount) {
        return List.of(new Posting(operator.account(AccountKind.FUNDING), operator.account(AccountKind.FREE), amount));
    }

    /** Currency against reserves, one to one. */
    public static List<Posting> issuing(Holder operator, Money amount) {
        return List.of(
                new Posting(operator.account(AccountKind.FREE), operator.account(AccountKind.LOCKED), amount),
                new Posting(operator.account(AccountKind.ISSUED), operator.account(AccountKind.OUTSTANDING), amount));
    }

    /** Currency is destroyed and its reserves are free again. */
    public static List<Posting> redeeming(Holder operator, Money amount) {
        return List.of(
                new Posting(operator.account(AccountKind.OUTSTANDING), operator.account(AccountKind.REDEEMED), amount),
                new Posting(operator.account(AccountKind.LOCKED), operator.account(AccountKind.FREE), amount));
    }

    /** Free reserves of the operator become liquidity for settlement. */
    public static List<Posting> placing(Holder operator, Money amount) {
        return List.of(new Posting(
                operator.account(AccountKind.FREE), Holder.SETTLEMENT.account(AccountKind.SETTLEMENT), amount));
    }

    /** Liquidity that the operator has taken out of settlement becomes free reserves, whoever had placed it. */
    public static List<Posting> returning(Holder operator, Money amount) {
        return List.of(new Posting(
                Holder.SETTLEMENT.account(AccountKind.SETTLEMENT), operator.account(AccountKind.FREE), amount));
    }

    /** Currency changes its holder, and the reserves behind it with it. */
    public static List<Posting> moving(Holder from, Holder to, Money amount) {
        return List.of(
                new Posting(from.account(AccountKind.OUTSTANDING), to.account(AccountKind.OUTSTANDING), amount),
                new Posting(from.account(AccountKind.LOCKED), to.account(AccountKind.LOCKED), amount));
    }
}
