package org.dcep.simulator.settle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * How little and how much liquidity makes sense for a file, by participant. With less than {@code lower} not everything can
 * be settled by the end of each day, whatever the mode; with {@code upper} each obligation settles the moment it is
 * submitted, without a queue. Source: Leinonen and Soramäki (S-12 in docs/sources.md).
 *
 * @param lower the largest net debit position at the end of any day, everything before counted
 * @param upper the largest net debit position at any moment, obligations being taken in their order
 */
public record LiquidityBounds(SortedMap<OperatorId, Money> lower, SortedMap<OperatorId, Money> upper) {
    private static final int HUNDRED = 100;

    public LiquidityBounds {
        lower = Collections.unmodifiableSortedMap(new TreeMap<>(lower));
        upper = Collections.unmodifiableSortedMap(new TreeMap<>(upper));
    }

    /** The bounds of a file. */
    public static LiquidityBounds of(Obligations obligations) {
        SortedMap<OperatorId, Position> positions = new TreeMap<>();
        obligations.participants().forEach(id -> positions.put(id, new Position()));
        for (int i = 0; i < obligations.size(); i++) {
            if (i > 0 && obligations.day(i) != obligations.day(i - 1)) {
                positions.values().forEach(Position::endDay);
            }
            positions.get(obligations.payer(i)).pay(obligations.fen(i));
            positions.get(obligations.payee(i)).pay(-obligations.fen(i));
        }
        positions.values().forEach(Position::endDay);
        SortedMap<OperatorId, Money> lower = new TreeMap<>();
        SortedMap<OperatorId, Money> upper = new TreeMap<>();
        positions.forEach((id, position) -> lower.put(id, new Money(position.mostAtAnyEndFen)));
        positions.forEach((id, position) -> upper.put(id, new Money(position.mostFen)));
        return new LiquidityBounds(lower, upper);
    }

    /** {@code percent} of the way from the lower to the upper bound, rounded up to whole fen. */
    Money at(OperatorId id, int percent) {
        long span = upper.get(id).fen() - lower.get(id).fen();
        long share = span / HUNDRED * percent + (span % HUNDRED * percent + HUNDRED - 1) / HUNDRED;
        return new Money(lower.get(id).fen() + share);
    }

    /** What a participant has paid more than received so far, and the most it ever was. */
    private static final class Position {
        private long debitFen;
        private long mostFen;
        private long mostAtAnyEndFen;

        private void pay(long fen) {
            debitFen = Math.addExact(debitFen, fen);
            mostFen = Math.max(mostFen, debitFen);
        }

        private void endDay() {
            mostAtAnyEndFen = Math.max(mostAtAnyEndFen, debitFen);
        }
    }
}
