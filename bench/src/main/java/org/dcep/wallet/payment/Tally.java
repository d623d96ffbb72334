package org.dcep.wallet.payment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.dcep.web.Problems;

/** Counts answers and how long they took. */
final class Tally {
    private static final String OUTCOME_UNKNOWN = Problems.outcomeUnknown().code();
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final LongAdder accepted = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

    /** Empty is the answer to an order whose payer has another key by now. */
    void count(Optional<PaymentAnswer> answer, long nanos) {
        micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
        if (answer.isEmpty()) {
            refuse("KEY_CHANGED");
        } else if (answer.get() instanceof PaymentAnswer.Decided decided) {
            count(decided.payment());
        } else if (answer.get() instanceof PaymentAnswer.NotDecided other) {
            countUndecided(other.problem().code());
        }
    }

    /** Payments that moved money: those inside an operator, and those on their way to another. */
    long moved() {
        return accepted.sum() + pending.sum();
    }

    long pending() {
        return pending.sum();
    }

    long unknown() {
        return unknown.sum();
    }

    /** Refusals by code. */
    Map<String, Long> refused() {
        Map<String, Long> sums = new TreeMap<>();
        refused.forEach((code, count) -> sums.put(code, count.sum()));
        return sums;
    }

    /** All that got an answer and are known to have been decided or turned away. */
    long answered() {
        return moved() + refused().values().stream().mapToLong(Long::longValue).sum();
    }

    double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    private void count(PaymentRow payment) {
        switch (payment.state()) {
            case ACCEPTED -> accepted.increment();
            case PENDING -> pending.increment();
            case REFUSED, RETURNED -> refuse(payment.reasonCode());
        }
    }

    private void countUndecided(String code) {
        if (code.equals(OUTCOME_UNKNOWN)) {
            unknown.increment();
        } else {
            refuse(code);
        }
    }

    private void refuse(String code) {
        refused.computeIfAbsent(code, first -> new LongAdder()).increment();
    }
}
