package org.dcep.auditor.book;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;

/**
 * A sum of amounts in fen, exact however many are added: a {@code long} is left after a thousand forged events of the
 * largest amount, 128 bits are not left by any number of events. Changes in place and costs no garbage.
 */
public final class Total {
    /** The sum is {@code low + high * 2^64}, both signed. */
    private long low;

    private long high;

    /** Nothing yet. */
    public Total() {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Total(BigInteger fen) {
        low = fen.longValue();
        high = fen.subtract(BigInteger.valueOf(low)).shiftRight(Long.SIZE).longValueExact();
    }

    /** Adds an amount, or takes one away if it is negative. */
    public void add(long fen) {
        long sum = low + fen;
        if (((low ^ sum) & (fen ^ sum)) < 0) {
            high += fen < 0 ? -1 : 1;
        }
        low = sum;
    }

    @JsonValue
    public BigInteger fen() {
        BigInteger near = BigInteger.valueOf(low);
        return high == 0 ? near : BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(near);
    }
}
