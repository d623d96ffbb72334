package org.dcep.wallet.payment;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws places of a ranking, the second half as often as the first, the third a third as often, and so on. */
final class Zipf {
    private static final long WEIGHT_OF_THE_FIRST = 1L << 40;

    private final long[] upTo;

    /**
     * @param places how many there are, at least 1
     */
    Zipf(int places) {
        upTo = new long[places];
        long sum = 0;
        for (int place = 0; place < places; place++) {
            sum += WEIGHT_OF_THE_FIRST / (place + 1);
            upTo[place] = sum;
        }
    }

    /** From 0 to one less than there are places. */
    int draw(SplittableRandom random) {
        long at = random.nextLong(upTo[upTo.length - 1]);
        int found = Arrays.binarySearch(upTo, at);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
