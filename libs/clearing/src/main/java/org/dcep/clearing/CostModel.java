package org.dcep.clearing;

import java.math.BigInteger;
import java.time.Duration;

/**
 * What settling costs a participant, as four prices. All are assumptions of this sandbox (A-08 in docs/sources.md): no
 * public tariff covers them. Each part is computed exactly and rounded up to whole fen once, per participant and span.
 *
 * @param delayPpmPerHour millionths of an obligation's value for each hour that it waits, 0 to 1,000,000
 * @param creditPpmPerHour millionths of the credit drawn for each hour, 0 to 1,000,000
 * @param liquidityPpmPerDay millionths of the liquidity brought in for each 24 hours, 0 to 1,000,000
 * @param messageMicroFen gas for each obligation submitted, in millionths of a fen, 0 to 10^12
 */
public record CostModel(int delayPpmPerHour, int creditPpmPerHour, int liquidityPpmPerDay, long messageMicroFen) {
    /** A delay costs 2.6 % a year, credit 1.8 % and liquidity 2.0 %; an obligation as much gas as a payment. */
    public static final CostModel DEFAULT = new CostModel(3, 2, 55, 945_000);

    private static final int MILLION = 1_000_000;
    private static final long MAX_MESSAGE_MICRO_FEN = 1_000_000_000_000L;
    private static final BigInteger PER_HOUR = BigInteger.valueOf(MILLION)
            .multiply(BigInteger.valueOf(Duration.ofHours(1).toMillis()));
    private static final BigInteger PER_DAY = BigInteger.valueOf(MILLION)
            .multiply(BigInteger.valueOf(Duration.ofDays(1).toMillis()));

    /**
     * @throws IllegalArgumentException if a price is out of range
     */
    public CostModel {
        requireRange("delayPpmPerHour", delayPpmPerHour, MILLION);
        requireRange("creditPpmPerHour", creditPpmPerHour, MILLION);
        requireRange("liquidityPpmPerDay", liquidityPpmPerDay, MILLION);
        requireRange("messageMicroFen", messageMicroFen, MAX_MESSAGE_MICRO_FEN);
    }

    /** What the parts add up to is not itself rounded; all in fen. */
    public record Cost(long delayFen, long creditFen, long liquidityFen, long messageFen) {
        public long totalFen() {
            return Math.addExact(Math.addExact(delayFen, creditFen), Math.addExact(liquidityFen, messageFen));
        }

        Cost plus(Cost other) {
            return new Cost(
                    Math.addExact(delayFen, other.delayFen),
                    Math.addExact(creditFen, other.creditFen),
                    Math.addExact(liquidityFen, other.liquidityFen),
                    Math.addExact(messageFen, other.messageFen));
        }
    }

    /**
     * @param delayFenMillis the sum of value times delay
     * @param creditFenMillis the sum of credit times how long it was drawn
     * @param liquidityFenMillis the sum of liquidity times how long it was there
     */
    Cost of(BigInteger delayFenMillis, BigInteger creditFenMillis, BigInteger liquidityFenMillis, long messages) {
        return new Cost(
                ceiling(delayFenMillis.multiply(BigInteger.valueOf(delayPpmPerHour)), PER_HOUR),
                ceiling(creditFenMillis.multiply(BigInteger.valueOf(creditPpmPerHour)), PER_HOUR),
                ceiling(liquidityFenMillis.multiply(BigInteger.valueOf(liquidityPpmPerDay)), PER_DAY),
                ceiling(
                        BigInteger.valueOf(messages).multiply(BigInteger.valueOf(messageMicroFen)),
                        BigInteger.valueOf(MILLION)));
    }

    private static long ceiling(BigInteger dividend, BigInteger divisor) {
        return dividend.add(divisor.subtract(BigInteger.ONE)).divide(divisor).longValueExact();
    }

    private static void requireRange(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must be in 0.." + most + ", was " + value);
        }
    }
}
