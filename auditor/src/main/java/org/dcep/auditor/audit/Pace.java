package org.dcep.auditor.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many events a second, over the last five. */
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(Instant at, long events) {}

    Pace(Instant now, long events) {
        marks.add(new Mark(now, events));
    }

    void measure(Instant now, long events) {
        marks.addLast(new Mark(now, events));
        while (marks.size() > 2 && marks.peekFirst().at().plus(WINDOW).isBefore(now)) {
            marks.removeFirst();
        }
    }

    long eventsPerSecond() {
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        long millis = Math.max(1, Duration.between(first.at(), last.at()).toMillis());
        return (last.events() - first.events()) * 1_000 / millis;
    }
}
