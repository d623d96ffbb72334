package org.dcep.simulator.bench.load;

import java.util.UUID;

/**
 * The ids of a run's payments. They follow from a number that is another one for every run, so that a run on kept data
 * repeats no order. By default they are scattered like random ones: ids in ascending order make their index look cheaper
 * than it is for clients that do not choose them so.
 *
 * @param sinceMillis Unix time of the first id if ids ascend with time (RFC 9562, version 7); 0 for random ones (version 4)
 */
record PaymentIds(long nonce, long sinceMillis) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** About as many as a fast run makes. */
    private static final int PER_MILLI = 8;

    private static final int MILLIS_SHIFT = 16;
    private static final long VERSION = 0xF000L;
    private static final long BELOW_VERSION = 0x0FFFL;

    /** The id of the payment with this number. */
    UUID of(long number) {
        long high = mixed(nonce + GOLDEN * (2 * number + 1));
        long low = mixed(nonce + GOLDEN * (2 * number + 2)) & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(sinceMillis == 0 ? high & ~VERSION | 0x4000L : ascending(number, high), low);
    }

    private long ascending(long number, long random) {
        return sinceMillis + number / PER_MILLI << MILLIS_SHIFT | 0x7000L | random & BELOW_VERSION;
    }

    /** The finalizer of SplitMix64, a bijection. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
