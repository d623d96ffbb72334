package org.dcep.ledger;

import java.time.LocalTime;
import java.util.List;
import org.dcep.kernel.Money;

/**
 * What gas costs, in micro-fen (1,000,000 micro-fen = 1 fen). Every rule is this simulator's own (assumption A-03 in
 * docs/sources.md): the e-CNY charges its users nothing, which is {@link Zero}.
 */
public sealed interface PriceRule {
    long MICRO_FEN_PER_FEN = 1_000_000;

    /**
     * What an operation costs before rounding, 0 or more micro-fen.
     *
     * @param units gas units of the operation
     * @param amount what is paid
     * @param at time of day in the business time zone
     * @throws ArithmeticException if the cost exceeds a {@code long}
     */
    long dueMicroFen(long units, Money amount, LocalTime at);

    /** No charge: the rule of the white paper of 2021 and the baseline of every comparison. */
    record Zero() implements PriceRule {
        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            return 0;
        }
    }

    /** The same fee for every operation, as the BSN-DDC charge contract does per function. */
    record Fixed(long feeFen) implements PriceRule {
        public Fixed {
            new Money(feeFen);
        }

        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            return Math.multiplyExact(feeFen, MICRO_FEN_PER_FEN);
        }
    }

    /** Gas units times an administered price, as BSN Spartan sells gas credits. */
    record Schedule(long microFenPerUnit) implements PriceRule {
        public Schedule {
            requireNotNegative(microFenPerUnit, "microFenPerUnit");
        }

        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            return Math.multiplyExact(units, microFenPerUnit);
        }
    }

    /**
     * A fee by the amount paid, as the eNaira charges: the first tier whose {@code upToFen} is not exceeded; amounts
     * above the last tier pay {@code aboveFeeFen}.
     */
    record Tiered(List<Tier> tiers, long aboveFeeFen) implements PriceRule {
        /** Amounts up to and including {@code upToFen} pay {@code feeFen}. */
        public record Tier(long upToFen, long feeFen) {
            public Tier {
                new Money(upToFen);
                new Money(feeFen);
            }
        }

        public Tiered {
            tiers = List.copyOf(tiers);
            new Money(aboveFeeFen);
            for (int i = 1; i < tiers.size(); i++) {
                if (tiers.get(i).upToFen() <= tiers.get(i - 1).upToFen()) {
                    throw new IllegalArgumentException("tiers must ascend by upToFen");
                }
            }
        }

        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            long feeFen = tiers.stream()
                    .filter(tier -> amount.fen() <= tier.upToFen())
                    .findFirst()
                    .map(Tier::feeFen)
                    .orElse(aboveFeeFen);
            return Math.multiplyExact(feeFen, MICRO_FEN_PER_FEN);
        }
    }

    /** A share of the amount in basis points, kept between a least and a most, as a merchant discount rate. */
    record AdValorem(int basisPoints, long minimumFen, long maximumFen) implements PriceRule {
        private static final long MICRO_FEN_PER_FEN_AND_BASIS_POINT = MICRO_FEN_PER_FEN / 10_000;

        public AdValorem {
            if (basisPoints < 0 || basisPoints > 10_000 || minimumFen < 0 || maximumFen < minimumFen) {
                throw new IllegalArgumentException("basisPoints must be in 0..10000 and 0 <= minimum <= maximum");
            }
            new Money(maximumFen);
        }

        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            long share = Math.multiplyExact(
                    Math.multiplyExact(amount.fen(), (long) basisPoints), MICRO_FEN_PER_FEN_AND_BASIS_POINT);
            long least = Math.multiplyExact(minimumFen, MICRO_FEN_PER_FEN);
            long most = Math.multiplyExact(maximumFen, MICRO_FEN_PER_FEN);
            return Math.max(least, Math.min(most, share));
        }
    }

    /** A schedule whose price depends on the time of day, such as PSSimPy's fee windows. */
    record TimeOfDay(List<Window> windows, long otherwiseMicroFenPerUnit) implements PriceRule {
        /** From {@code from} inclusive to {@code to} exclusive, within one day. */
        public record Window(LocalTime from, LocalTime to, long microFenPerUnit) {
            public Window {
                if (!from.isBefore(to)) {
                    throw new IllegalArgumentException("a window begins before it ends, within one day");
                }
                requireNotNegative(microFenPerUnit, "microFenPerUnit");
            }

            boolean contains(LocalTime at) {
                return !at.isBefore(from) && at.isBefore(to);
            }
        }

        public TimeOfDay {
            windows = List.copyOf(windows);
            requireNotNegative(otherwiseMicroFenPerUnit, "otherwiseMicroFenPerUnit");
        }

        @Override
        public long dueMicroFen(long units, Money amount, LocalTime at) {
            long price = windows.stream()
                    .filter(window -> window.contains(at))
                    .findFirst()
                    .map(Window::microFenPerUnit)
                    .orElse(otherwiseMicroFenPerUnit);
            return Math.multiplyExact(units, price);
        }
    }

    private static void requireNotNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }
}
