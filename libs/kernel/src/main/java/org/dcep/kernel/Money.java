package org.dcep.kernel;

/** An amount of e-CNY in fen (100 fen = 1 yuan), 0 to {@link #MAX_FEN}; never negative. */
public record Money(long fen) implements Comparable<Money> {
    /** 2^53 - 1: the largest integer that every JSON reader keeps exactly. */
    public static final long MAX_FEN = (1L << 53) - 1;

    public static final Money ZERO = new Money(0);

    /**
     * @throws IllegalArgumentException if {@code fen} is outside 0 to {@link #MAX_FEN}
     */
    public Money {
        if (fen < 0 || fen > MAX_FEN) {
            throw new IllegalArgumentException("fen must be in 0.." + MAX_FEN + ", was " + fen);
        }
    }

    /** An amount of {@code fen} fen; the same as the constructor, and shorter to read in a sentence. */
    public static Money fen(long fen) {
        return new Money(fen);
    }

    /**
     * @throws IllegalArgumentException if the sum exceeds {@link #MAX_FEN}
     */
    public Money plus(Money addend) {
        return new Money(Math.addExact(fen, addend.fen));
    }

    /**
     * @throws IllegalArgumentException if {@code subtrahend} is larger than this amount
     */
    public Money minus(Money subtrahend) {
        return new Money(fen - subtrahend.fen);
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isLessThan(Money other) {
        return fen < other.fen;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** For people: yuan with two decimals, such as {@code 12.05 yuan}. */
    @Override
    public String toString() {
        return fen / 100 + "." + (fen % 100 < 10 ? "0" : "") + fen % 100 + " yuan";
    }
}
