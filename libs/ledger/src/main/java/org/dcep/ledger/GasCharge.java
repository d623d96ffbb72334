package org.dcep.ledger;

import org.dcep.kernel.Money;

/**
 * What one operation is charged. Fees are whole fen in the ledger's favour; the sub-fen rest is the payer's and lowers
 * a later fee, so that over any sequence of charges {@code sum(fee) * 1,000,000 - sum(due) = rest} exactly.
 *
 * @param units gas units
 * @param dueMicroFen the exact price of the operation
 * @param fee what is charged now
 * @param restMicroFen the payer's rest after this charge, below one fen; negative only after a return
 */
public record GasCharge(long units, long dueMicroFen, Money fee, long restMicroFen) {

    /** The fee is {@code max(0, ceil((due - rest) / 1,000,000))}. */
    public static GasCharge of(long units, long dueMicroFen, long restBeforeMicroFen) {
        long open = Math.subtractExact(dueMicroFen, restBeforeMicroFen);
        long feeFen =
                open <= 0 ? 0 : Math.addExact(open, PriceRule.MICRO_FEN_PER_FEN - 1) / PriceRule.MICRO_FEN_PER_FEN;
        long rest = feeFen * PriceRule.MICRO_FEN_PER_FEN - open;
        return new GasCharge(units, dueMicroFen, new Money(feeFen), rest);
    }

    /**
     * The payer's rest after a charge is given back in full: as if it had never been made, whatever was charged since.
     */
    public static long restAfterReturn(long restMicroFen, Money fee, long dueMicroFen) {
        return Math.addExact(
                Math.subtractExact(restMicroFen, Math.multiplyExact(fee.fen(), PriceRule.MICRO_FEN_PER_FEN)),
                dueMicroFen);
    }
}
