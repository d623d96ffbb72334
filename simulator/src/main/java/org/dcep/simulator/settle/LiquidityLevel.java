package org.dcep.simulator.settle;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * How much liquidity each participant has in a run.
 *
 * @param label as it was written, such as {@code 25%} or {@code 1000000.00}
 * @param percent of the way from the lower bound (0) to the upper one (100), at most 1,000
 * @param fixed the same amount for everybody
 */
public record LiquidityLevel(String label, OptionalInt percent, Optional<Money> fixed) {
    /** What the accounts file says. */
    public static final LiquidityLevel GIVEN = new LiquidityLevel("given", OptionalInt.empty(), Optional.empty());

    private static final int MAX_PERCENT = 1_000;

    /**
     * Reads a percentage or an amount in yuan.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static LiquidityLevel of(String text) {
        if (text.matches("[0-9]{1,4}%")) {
            int percent = Integer.parseInt(text.substring(0, text.length() - 1));
            if (percent <= MAX_PERCENT) {
                return new LiquidityLevel(text, OptionalInt.of(percent), Optional.empty());
            }
        } else if (text.matches("[0-9]{1,14}(\\.[0-9]{1,2})?")) {
            long fen = new BigDecimal(text).movePointRight(2).longValueExact();
            if (fen <= Money.MAX_FEN) {
                return new LiquidityLevel(text, OptionalInt.empty(), Optional.of(new Money(fen)));
            }
        }
        throw new IllegalArgumentException(
                "the liquidity level " + TableFile.shown(text) + " is neither a percentage from"
                        + " 0% (net) to 100% (gross), at most " + MAX_PERCENT + "%, nor an amount in yuan");
    }

    /** What {@code id} has; {@code given} if this level does not say. */
    public Money liquidity(OperatorId id, LiquidityBounds bounds, Money given) {
        if (percent.isPresent()) {
            return bounds.upper().containsKey(id) ? bounds.at(id, percent.getAsInt()) : Money.ZERO;
        }
        return fixed.orElse(given);
    }
}
