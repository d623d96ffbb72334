package org.dcep.simulator.report;

import java.math.BigInteger;
import java.util.Locale;

/** Amounts as people read them. */
final class Yuan {
    private Yuan() {}

    /** Yuan with two decimals and thousands apart, such as {@code -1,234.50}. */
    static String exact(long fen) {
        return exact(BigInteger.valueOf(fen));
    }

    /** The same of an amount of any size. */
    static String exact(BigInteger fen) {
        BigInteger[] yuan = fen.abs().divideAndRemainder(BigInteger.valueOf(100));
        return String.format(Locale.ROOT, "%s%,d.%02d", fen.signum() < 0 ? "-" : "", yuan[0], yuan[1]);
    }

    /** Yuan in three significant digits, such as {@code 1.23 M}, for labels with little room. */
    static String brief(long fen) {
        double yuan = fen / 100.0;
        double size = Math.abs(yuan);
        if (size >= 999_500_000) {
            return significant(yuan / 1e9) + " bn";
        }
        if (size >= 999_500) {
            return significant(yuan / 1e6) + " M";
        }
        if (size >= 10_000) {
            return significant(yuan / 1e3) + " k";
        }
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : "%.2f", yuan);
    }

    private static String significant(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
