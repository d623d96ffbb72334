package org.dcep.simulator.explain;

import java.math.BigDecimal;

/** Amounts in sentences. */
final class Amounts {
    private Amounts() {}

    /** Yuan and fen, such as {@code -12.05 yuan (-1205 fen)}. */
    static String text(long fen) {
        String yuan = BigDecimal.valueOf(fen, 2).toPlainString();
        return yuan + " yuan (" + fen + " fen)";
    }

    /** A number of things, such as {@code 1 pair} and {@code 2 pairs}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
