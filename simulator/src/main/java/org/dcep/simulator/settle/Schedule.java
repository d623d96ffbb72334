package org.dcep.simulator.settle;

import java.time.Duration;
import java.time.Instant;

/**
 * When things happen in a day, counted from midnight.
 *
 * @param offsetEvery how often {@link org.dcep.clearing.ClearingMode#HYBRID} offsets its queue, 1 second to 1 day
 * @param cycleEvery how often {@link org.dcep.clearing.ClearingMode#DEFERRED_NET} closes a cycle, 1 second to 1 day; the last
 *     one closes with the day
 * @param close when a day ends, 1 second to 1 day after midnight
 */
public record Schedule(Duration offsetEvery, Duration cycleEvery, Duration close) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int DAYS_OF_FINE_SLICES = 100;

    /**
     * @throws IllegalArgumentException if a duration is out of range
     */
    public Schedule {
        require("the time between offsets", offsetEvery);
        require("the length of a cycle", cycleEvery);
        require("the close", close);
    }

    /**
     * @param close a time of day such as {@code 17:00}, at most {@code 24:00}
     * @throws IllegalArgumentException if it is no such time, or a duration is out of range
     */
    public static Schedule of(Duration offsetEvery, Duration cycleEvery, String close) {
        return new Schedule(offsetEvery, cycleEvery, Duration.ofMillis(Fields.millisOfDay(close)));
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(DAY) > 0) {
            throw new IllegalArgumentException(name + " must be 1 second to 1 day");
        }
    }

    Instant beginningOf(int day) {
        return Obligations.BEGINNING.plus(DAY.multipliedBy(day - 1L));
    }

    Instant closeOf(int day) {
        return beginningOf(day).plus(close);
    }

    /** A quarter of an hour, or several if there are so many days that the figures would become too many. */
    static Duration slice(int days) {
        return QUARTER.multipliedBy(1 + (days - 1) / DAYS_OF_FINE_SLICES);
    }
}
