package org.dcep.simulator.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.dcep.crypto.Sm3;

/**
 * A stream of random choices that a seed and a purpose decide, the same on every machine and Java version. Purposes
 * have streams of their own, so that one more draw here does not change what is drawn there.
 */
public final class Draws {
    private final SplittableRandom random;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The stream of {@code purpose} under {@code seed}. */
    public static Draws of(long seed, String purpose) {
        byte[] digest = Sm3.digest(("dcep-draws\n" + seed + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return new Draws(ByteBuffer.wrap(digest).getLong());
    }

    /** Evenly from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) ((random.nextLong() >>> 1) % bound);
    }

    /** Evenly from {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return low + (random.nextLong() >>> 1) % (high - low + 1);
    }

    /** Evenly from 0, included, to 1, excluded. */
    public double unit() {
        return random.nextDouble();
    }

    /** The time from one event to the next where events come at random, once per unit of time on average. */
    public double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** True in {@code basisPoints} of 10,000 cases. */
    public boolean chance(int basisPoints) {
        return below(10_000) < basisPoints;
    }

    /**
     * A lognormal amount of at least 1 fen; half of all lie below {@code medianFen}.
     *
     * @param sigma the standard deviation of the logarithm
     */
    public long lognormalFen(long medianFen, double sigma) {
        // StrictMath and Box-Muller, because Math and nextGaussian may differ between platforms and releases.
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
        return Math.max(1, (long) (medianFen * StrictMath.exp(sigma * normal)));
    }

    /** One of {@code items}, each as likely as the others. */
    public <T> T oneOf(List<T> items) {
        return items.get(below(items.size()));
    }

    /** Puts {@code items} into a random order, in place. */
    public void shuffle(List<?> items) {
        Collections.shuffle(items, new Random(random.nextLong()));
    }
}
