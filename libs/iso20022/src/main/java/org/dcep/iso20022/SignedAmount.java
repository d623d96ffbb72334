package org.dcep.iso20022;

/**
 * An amount with a side, as books of accounts have it.
 *
 * @param fen positive or zero for a credit, negative for a debit; below 10^18 either way, which is what an amount's
 *     element holds
 */
public record SignedAmount(long fen) {
    public static final SignedAmount ZERO = new SignedAmount(0);

    /**
     * @throws IllegalArgumentException if it has more than eighteen digits
     */
    public SignedAmount {
        if (fen > Yuan.MAX_FEN || fen < -Yuan.MAX_FEN) {
            throw new IllegalArgumentException("an amount has at most eighteen digits, was " + fen);
        }
    }

    /**
     * @throws IllegalArgumentException if the sum has more than eighteen digits
     */
    public SignedAmount plus(SignedAmount addend) {
        return new SignedAmount(fen + addend.fen);
    }

    boolean isDebit() {
        return fen < 0;
    }

    /** CreditDebitCode; zero is a credit, as the standard has it. */
    String side() {
        return isDebit() ? "DBIT" : "CRDT";
    }

    /** Without its side. */
    long magnitudeFen() {
        return Math.abs(fen);
    }
}
