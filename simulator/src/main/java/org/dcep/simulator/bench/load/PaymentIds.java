package org.dcep.simulator.bench.load;

import java.util.UUID;

/**
 * The ids of a run's payments. They follow from a number that is another one for every run, so that a run on kept data
 * repeats no order, and are scattered like random ones: ids in ascending order would make their index look cheaper
 * than it is.
 */
record PaymentIds(long nonce) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The id of the payment with this number. */
    UUID of(long number) {
        long high = mixed(nonce + GOLDEN * (2 * number + 1)) & ~0xF000L | 0x4000L;
        long low = mixed(nonce + GOLDEN * (2 * number + 2)) & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }

    /** The finalizer of SplitMix64, a bijection. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
