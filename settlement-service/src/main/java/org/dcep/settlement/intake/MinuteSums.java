package org.dcep.settlement.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.contracts.PaymentCommitted;

/**
 * What a batch of payments between operators adds to the minute in which it was taken in. Rows come in ascending order of
 * their keys, as those of {@link IntakeSums} do.
 *
 * @param minute a whole one
 * @param sinceMillis how much of it had passed when the batch was taken in, 0 to 59,999
 */
record MinuteSums(Instant minute, long sinceMillis, List<Sum> sums) {

    /** What one operator's customers paid to those of others in one cycle, and received of them. */
    record Sum(long cycleId, String operatorId, long paid, long paidFen, long received, long receivedFen) {
        private Sum plus(Sum other) {
            return new Sum(
                    cycleId,
                    operatorId,
                    paid + other.paid,
                    Math.addExact(paidFen, other.paidFen),
                    received + other.received,
                    Math.addExact(receivedFen, other.receivedFen));
        }
    }

    private record Key(long cycleId, String operatorId) {}

    /**
     * @param crossing payments between different operators
     * @param at when they are taken in, all of them together
     */
    static MinuteSums of(Collection<PaymentCommitted> crossing, Instant at) {
        SortedMap<Key, Sum> sums =
                new TreeMap<>(Comparator.comparingLong(Key::cycleId).thenComparing(Key::operatorId));
        for (PaymentCommitted each : crossing) {
            add(sums, new Sum(each.cycleId(), each.operatorId(), 1, each.amountFen(), 0, 0));
            add(sums, new Sum(each.cycleId(), each.payeeOperatorId(), 0, 0, 1, each.amountFen()));
        }
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        return new MinuteSums(minute, Duration.between(minute, at).toMillis(), List.copyOf(sums.values()));
    }

    private static void add(SortedMap<Key, Sum> sums, Sum sum) {
        sums.merge(new Key(sum.cycleId(), sum.operatorId()), sum, Sum::plus);
    }

    /** What the operator paid, times how much of the minute had passed. */
    BigDecimal paidFenMillis(Sum sum) {
        return BigDecimal.valueOf(sum.paidFen()).multiply(BigDecimal.valueOf(sinceMillis));
    }
}
