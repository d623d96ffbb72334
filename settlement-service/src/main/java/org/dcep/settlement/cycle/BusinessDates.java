package org.dcep.settlement.cycle;

import java.time.LocalDate;

/** Which business date may follow which: never an earlier one, and not one so far ahead that it must be a slip. */
record BusinessDates(LocalDate current) {
    /** Assumption of this sandbox: longer than any holiday, short enough to catch a wrong year. */
    static final int MAX_DAYS_AHEAD = 366;

    boolean mayBeFollowedBy(LocalDate next) {
        return !next.isBefore(current) && !next.isAfter(last());
    }

    LocalDate last() {
        return current.plusDays(MAX_DAYS_AHEAD);
    }

    /** Without a wish: {@code today}, or the current date if a scenario has run ahead of the calendar. */
    LocalDate next(LocalDate today) {
        return today.isBefore(current) ? current : today;
    }
}
