package org.dcep.wallet.statement;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.dcep.wallet.book.Book;
import org.dcep.web.Problems;

/**
 * Days in the business zone, the first and the last included. An entry belongs to the day on which it was booked.
 *
 * @param last not before {@code first}, at most {@value #MAX_DAYS} days in all
 */
record StatementPeriod(LocalDate first, LocalDate last) {
    static final int MAX_DAYS = 366;

    /**
     * How long after its end a period may still get entries: one is stamped before its transaction commits, and by a
     * replica whose clock may lag. Assumption A-12 in docs/sources.md.
     */
    static final Duration LATECOMERS = Duration.ofMinutes(1);

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    /**
     * Reads the query parameters: either {@code date} or both others.
     *
     * @throws org.dcep.web.ProblemException malformed, if they do not name a period
     */
    static StatementPeriod of(String date, String from, String to) {
        if (date != null && (from != null || to != null)) {
            throw Problems.malformed("date", "must not be given together with from and to")
                    .asException();
        }
        if (date != null) {
            LocalDate day = read("date", date);
            return new StatementPeriod(day, day);
        }
        if (from == null && to == null) {
            throw Problems.malformed("date", "is missing; or give from and to").asException();
        }
        StatementPeriod period = new StatementPeriod(read("from", from), read("to", to));
        if (period.last.isBefore(period.first)) {
            throw Problems.malformed("to", "must not be before from").asException();
        }
        if (ChronoUnit.DAYS.between(period.first, period.last) >= MAX_DAYS) {
            throw Problems.malformed("to", "must be less than " + MAX_DAYS + " days after from")
                    .asException();
        }
        return period;
    }

    private static LocalDate read(String name, String date) {
        if (date == null) {
            throw Problems.malformed(name, "is missing").asException();
        }
        try {
            if (date.matches(DATE)) {
                return LocalDate.parse(date);
            }
        } catch (DateTimeException e) {
            // No such day: told like another form.
        }
        throw Problems.malformed(name, "must be a date such as 2026-11-25").asException();
    }

    /** The first moment. */
    Instant begin() {
        return first.atStartOfDay(Book.BUSINESS_ZONE).toInstant();
    }

    /** The first moment afterwards. */
    Instant end() {
        return last.plusDays(1).atStartOfDay(Book.BUSINESS_ZONE).toInstant();
    }

    /** Whether what is read from {@code now} on has all entries of the period: it ended {@link #LATECOMERS} ago. */
    boolean isCompleteAt(Instant now) {
        return !now.isBefore(end().plus(LATECOMERS));
    }
}
