package org.dcep.issuer.circulation;

import java.util.List;
import java.util.Optional;
import org.dcep.issuer.book.Holder;
import org.dcep.issuer.book.JournalEntry;
import org.dcep.issuer.book.Posting;
import org.dcep.kernel.Money;

/**
 * Currency that must leave a holder.
 *
 * @param to who receives it; empty if it is destroyed
 * @param amount at least 1 fen
 */
public record Movement(Holder from, Optional<Holder> to, Money amount) {
    public Movement {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a movement moves at least 1 fen");
        }
        if (to.filter(from::equals).isPresent()) {
            throw new IllegalArgumentException("a movement needs two holders");
        }
    }

    public static Movement between(Holder from, Holder to, Money amount) {
        return new Movement(from, Optional.of(to), amount);
    }

    public static Movement destroying(Holder from, Money amount) {
        return new Movement(from, Optional.empty(), amount);
    }

    List<Posting> postings() {
        return to.map(receiver -> JournalEntry.moving(from, receiver, amount))
                .orElseGet(() -> JournalEntry.redeeming(from, amount));
    }
}
