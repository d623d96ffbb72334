package org.dcep.clearing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.clearing.CostModel.Cost;
import org.dcep.kernel.OperatorId;

/**
 * How well a span went: a cycle, a day or several. Amounts in fen; ratios with four decimals, half to even. Formulas are in
 * docs/reference/settlement.md.
 *
 * @param submitted obligations submitted within the span, and those that waited when it began
 * @param settled what became final, by the kind of group; kinds without any are left out
 * @param unsettled what was not final at the end
 * @param liquidityUsedFen the sum over participants of the largest fall of their balance below what they had brought
 * @param peakCreditFen the sum over participants of the most credit each had drawn
 * @param turnoverRatio settled value divided by liquidity used; empty if none was used
 * @param delayIndicator value-weighted delay divided by the largest possible, 0 (all at once) to 1 (nothing before the end);
 *     0 if nothing could be late
 * @param meanDelaySeconds value-weighted mean time in the queue, counting what is unsettled up to the end
 * @param peakQueueLength the most obligations that waited at once
 * @param peakQueueFen the largest value that waited at once
 * @param halfSettledAt the end of the first slice by which half of the submitted value had settled; empty if it never had
 * @param slices the span in equal parts, in order
 * @param participants ascending by id
 * @param cost the sum over participants
 */
public record Indicators(
        Volume submitted,
        Map<GroupKind, Volume> settled,
        Volume unsettled,
        long liquidityUsedFen,
        long peakCreditFen,
        Optional<BigDecimal> turnoverRatio,
        BigDecimal delayIndicator,
        BigDecimal meanDelaySeconds,
        long peakQueueLength,
        long peakQueueFen,
        Optional<Instant> halfSettledAt,
        List<Slice> slices,
        List<ParticipantIndicators> participants,
        Cost cost) {
    public Indicators {
        settled = Collections.unmodifiableMap(new EnumMap<>(settled));
        slices = List.copyOf(slices);
        participants = List.copyOf(participants);
    }

    /** All that became final. */
    public Volume settledInAll() {
        return settled.values().stream().reduce(Volume.NONE, Volume::plus);
    }

    /** A number of obligations and their value in fen. */
    public record Volume(long count, long fen) {
        public static final Volume NONE = new Volume(0, 0);

        /**
         * @throws ArithmeticException if the sum exceeds a {@code long}
         */
        public Volume plus(Volume other) {
            return new Volume(Math.addExact(count, other.count), Math.addExact(fen, other.fen));
        }

        Volume plus(long addedFen) {
            return new Volume(count + 1, Math.addExact(fen, addedFen));
        }
    }

    /**
     * A part of the span.
     *
     * @param until where it ends, exclusive except for the last
     * @param submittedFen what was submitted within it
     * @param settledFen what became final within it
     * @param queueLength what waited at its end
     * @param queueFen the value of what waited at its end
     */
    public record Slice(Instant until, long submittedFen, long settledFen, long queueLength, long queueFen) {}

    /**
     * One participant's part.
     *
     * @param broughtFen its liquidity at the beginning and what was added since, less what was withdrawn
     * @param leastBalanceFen the lowest balance it had
     * @param balanceFen its balance at the end
     * @param usedFen the largest fall of its balance below what it had brought by then
     * @param peakCreditFen the most credit it had drawn
     */
    public record ParticipantIndicators(
            OperatorId id,
            long broughtFen,
            long leastBalanceFen,
            long balanceFen,
            long usedFen,
            long peakCreditFen,
            Volume paid,
            Volume received,
            Cost cost) {}
}
