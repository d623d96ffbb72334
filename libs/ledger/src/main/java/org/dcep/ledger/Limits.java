package org.dcep.ledger;

/**
 * The four limits of a wallet's class, in fen; {@link #NONE} is no limit.
 *
 * @param balanceFen the most that the wallet may hold after receiving
 * @param perPaymentFen the most of one payment out of the wallet
 * @param dailyFen the most that may leave by payments on one business date
 * @param annualFen the most that may leave by payments in one year of business dates
 */
public record Limits(long balanceFen, long perPaymentFen, long dailyFen, long annualFen) {
    public static final long NONE = Long.MAX_VALUE;

    public static final Limits UNLIMITED = new Limits(NONE, NONE, NONE, NONE);

    /**
     * @throws IllegalArgumentException if a limit is negative, or a shorter span allows more than a longer one
     */
    public Limits {
        if (balanceFen < 0 || perPaymentFen < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
        if (dailyFen < perPaymentFen && dailyFen != NONE || annualFen < dailyFen && dailyFen != NONE) {
            throw new IllegalArgumentException("limits must satisfy perPaymentFen <= dailyFen <= annualFen");
        }
        if (annualFen < perPaymentFen && perPaymentFen != NONE) {
            throw new IllegalArgumentException("limits must satisfy perPaymentFen <= annualFen");
        }
    }

    static Limits ofYuan(long balance, long perPayment, long daily, long annual) {
        return new Limits(fen(balance), fen(perPayment), fen(daily), fen(annual));
    }

    private static long fen(long yuan) {
        return yuan == NONE ? NONE : Math.multiplyExact(yuan, 100L);
    }
}
