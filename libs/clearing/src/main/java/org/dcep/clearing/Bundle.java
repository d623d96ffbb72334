package org.dcep.clearing;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.kernel.OperatorId;

/**
 * Obligations that are known by their sums only, for each participant. That is enough to measure them where none of them
 * waits by itself: how long all of them waited together is a sum as well.
 *
 * @param parts ascending by participant; what all of them paid is what all of them received
 */
public record Bundle(SortedMap<OperatorId, Part> parts) {
    /**
     * One participant's part.
     *
     * @param paid what it owes
     * @param paidFenMillis of what it owes the sum of value times moment of submission, in fen and milliseconds since 1970
     * @param received what it is owed
     */
    public record Part(Volume paid, BigInteger paidFenMillis, Volume received) {
        /**
         * @throws IllegalArgumentException if a sum is negative
         */
        public Part {
            if (paid.fen() < 0 || received.fen() < 0 || paidFenMillis.signum() < 0) {
                throw new IllegalArgumentException("a sum of obligations cannot be negative");
            }
        }

        private Part plus(Part other) {
            return new Part(
                    paid.plus(other.paid), paidFenMillis.add(other.paidFenMillis), received.plus(other.received));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no obligation, or not as much is received as is paid
     */
    public Bundle {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        Volume paid = parts.values().stream().map(Part::paid).reduce(Volume.NONE, Volume::plus);
        Volume received = parts.values().stream().map(Part::received).reduce(Volume.NONE, Volume::plus);
        if (paid.fen() < 1 || !paid.equals(received)) {
            throw new IllegalArgumentException(
                    "paid " + paid + " and received " + received + " must be equal, above 0");
        }
    }

    /** All obligations. */
    public Volume volume() {
        return parts.values().stream().map(Part::paid).reduce(Volume.NONE, Volume::plus);
    }

    /** What each participant receives more than it pays, in fen; the values add up to zero. */
    public SortedMap<OperatorId, Long> netFen() {
        SortedMap<OperatorId, Long> net = new TreeMap<>();
        parts.forEach((id, part) -> net.put(
                id, Math.subtractExact(part.received().fen(), part.paid().fen())));
        return Collections.unmodifiableSortedMap(net);
    }

    /** The value-weighted mean of the moments of submission, rounded down to milliseconds. */
    public Instant submittedAt() {
        BigInteger fenMillis =
                parts.values().stream().map(Part::paidFenMillis).reduce(BigInteger.ZERO, BigInteger::add);
        return Instant.ofEpochMilli(
                fenMillis.divide(BigInteger.valueOf(volume().fen())).longValueExact());
    }

    /**
     * The obligations of both.
     *
     * @throws ArithmeticException if a sum exceeds a {@code long}
     */
    public Bundle plus(Bundle other) {
        SortedMap<OperatorId, Part> sums = new TreeMap<>(parts);
        other.parts.forEach((id, part) -> sums.merge(id, part, Part::plus));
        return new Bundle(sums);
    }
}
