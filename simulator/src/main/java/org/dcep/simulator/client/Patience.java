package org.dcep.simulator.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * How long to go on asking: pauses double from {@code first} up to {@code longest}, until {@code limit} has passed
 * since the first attempt. Each pause is shortened by up to a quarter at random, so that many clients do not return at once.
 */
public record Patience(Duration first, Duration longest, Duration limit) {
    /** For a request whose outcome is unknown: rides out the restart of a service. */
    public static final Patience FOR_AN_OUTCOME =
            new Patience(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMinutes(3));

    /** For something that happens soon, such as a credit at the payee's operator. */
    public static final Patience FOR_AN_EVENT =
            new Patience(Duration.ofMillis(10), Duration.ofMillis(250), Duration.ofMinutes(3));

    /** For the proof of a payment that is final: it comes within seconds, or somebody has to look at the log. */
    public static final Patience FOR_A_PROOF =
            new Patience(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));

    /** The pause after attempt number {@code attempt}, counted from 1. */
    Duration pauseAfter(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        long millis = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }

    boolean isOverAfter(Duration sinceFirst) {
        return sinceFirst.compareTo(limit) >= 0;
    }

    /**
     * Sleeps.
     *
     * @throws NoDefiniteAnswer if the thread is interrupted, which ends a run
     */
    static void pause(Duration pause, String awaited) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoDefiniteAnswer(awaited + ": interrupted while waiting");
        }
    }

    /**
     * Asks until {@code condition} holds.
     *
     * @throws NoDefiniteAnswer if it does not within the limit
     */
    public void until(String awaited, BooleanSupplier condition) {
        long began = System.nanoTime();
        for (int attempt = 1; !condition.getAsBoolean(); attempt++) {
            if (isOverAfter(Duration.ofNanos(System.nanoTime() - began))) {
                throw new NoDefiniteAnswer(awaited + " did not happen within " + limit.toSeconds() + " s");
            }
            pause(pauseAfter(attempt), awaited);
        }
    }
}
