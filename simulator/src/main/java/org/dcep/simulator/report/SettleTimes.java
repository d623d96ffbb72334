package org.dcep.simulator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.dcep.simulator.settle.Obligations;

/** Instants as days and times of day, the way files give them. */
final class SettleTimes {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private SettleTimes() {}

    /** The day, counted from 1; midnight at its end belongs to it. */
    static long day(Instant at) {
        return 1 + Math.max(0, millis(at) - 1) / DAY_MILLIS;
    }

    /** Such as {@code 09:30:05}, with milliseconds if there are any; 24:00:00 at the end of the day. */
    static String timeOfDay(Instant at) {
        long millis = millis(at) - (day(at) - 1) * DAY_MILLIS;
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02d", millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60);
        return millis % 1_000 == 0 ? time : time + String.format(Locale.ROOT, ".%03d", millis % 1_000);
    }

    /** Such as {@code 1 09:30:05}. */
    static String of(Instant at) {
        return day(at) + " " + timeOfDay(at);
    }

    private static long millis(Instant at) {
        return Duration.between(Obligations.BEGINNING, at).toMillis();
    }
}
