package org.dcep.auditor.gas;

/**
 * What a fee can be. A fee is a whole number of fen, in the ledger's favour, and what it is above the exact price
 * lowers a later fee of the same payer: {@code fee = max(0, ceil(price - rest))} with {@code 0 <= rest < 1 fen}. From
 * that alone follow two laws, whatever the order of a payer's payments:
 *
 * <ul>
 *   <li>every single fee is less than one fen away from its price;
 *   <li>all fees of a payer together are its prices together, rounded up once: the rest stays from 0 to below one fen.
 * </ul>
 *
 * <p>Every payment that is pending, and every one that came back after later ones had been priced, may move each bound
 * by less than a fen. Pure.
 */
public final class FeeRules {
    /** 1,000,000 micro-fen are a fen. */
    public static final long MICRO_FEN = 1_000_000L;

    private FeeRules() {}

    /** The bounds of one fee in fen, both included. */
    public record Bounds(long leastFen, long mostFen) {
        public boolean contains(long feeFen) {
            return leastFen <= feeFen && feeFen <= mostFen;
        }
    }

    /**
     * Bounds of a fee by its price alone.
     *
     * @param loose how many payments of the payer came back; a pending one does not matter, its fee is in the rest
     */
    public static Bounds bounds(long dueMicroFen, int loose) {
        long least = Math.floorDiv(dueMicroFen, MICRO_FEN) - loose;
        long most = Math.floorDiv(dueMicroFen + MICRO_FEN - 1, MICRO_FEN) + loose;
        return new Bounds(Math.max(0, least), most);
    }

    /** What a fee adds to the payer's rest, in micro-fen; negative if it is below the price. */
    public static long aboveDue(long feeFen, long dueMicroFen) {
        return Math.subtractExact(Math.multiplyExact(feeFen, MICRO_FEN), dueMicroFen);
    }

    /**
     * Whether a payer's rest can come from fees by the rule.
     *
     * @param loose how many payments of the payer are pending or came back
     */
    public static boolean isRest(long microFen, int loose) {
        return microFen >= -MICRO_FEN * loose && microFen < MICRO_FEN * (1L + loose);
    }

    /** The fee that would have left a rest within its bounds, for messages. */
    public static long rightFee(long feeFen, long restAfterMicroFen) {
        return Math.max(0, feeFen - Math.floorDiv(restAfterMicroFen, MICRO_FEN));
    }
}
