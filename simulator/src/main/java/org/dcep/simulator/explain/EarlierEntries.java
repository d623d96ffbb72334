package org.dcep.simulator.explain;

import java.util.List;
import java.util.OptionalInt;
import org.dcep.ledger.Purpose;

/**
 * What of the payer's statement comes before the payment, as far as it bears on the payment's fee. Every fee of at least a
 * fen leaves the payer a rest from 0 to below a fen; a payment that comes back takes its part of the rest with it, which is
 * less than a fen either way.
 *
 * @param lines oldest first, up to the line before the payment's own
 * @param complete whether they begin with the first line of the statement, before which there is no rest
 */
public record EarlierEntries(List<Line> lines, boolean complete) {
    /** How many lines are looked at; a payer with as many in a row without any gas is rare. */
    public static final int MOST_LINES = 1_000;

    /** Nothing is known. */
    public static final EarlierEntries UNKNOWN = new EarlierEntries(List.of(), false);

    /** A line of a statement. */
    public record Line(Purpose purpose, long gasFeeFen) {
        private boolean isFee() {
            return gasFeeFen > 0;
        }
    }

    public EarlierEntries {
        lines = List.copyOf(lines);
    }

    /** How many payments came back between the payer's last fee and this payment; empty if that fee was not found. */
    OptionalInt returnsSinceFee() {
        int returns = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).isFee()) {
                return OptionalInt.of(returns);
            }
            if (lines.get(i).purpose() == Purpose.RETURN) {
                returns++;
            }
        }
        return complete ? OptionalInt.of(returns) : OptionalInt.empty();
    }
}
