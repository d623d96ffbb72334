package org.dcep.iso20022;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts in messages: yuan with exactly two decimals when written, none to two when read. */
final class Yuan {
    /** ISO 4217. The e-CNY is the yuan and has no code of its own; the type of the account says that it is e-CNY. */
    static final String CURRENCY = "CNY";

    /** Eighteen digits in all, two of them after the point. */
    static final long MAX_FEN = 999_999_999_999_999_999L;

    private static final int FEN_PER_YUAN = 100;
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,2})?");

    private Yuan() {}

    /** @param fen 0 to {@link #MAX_FEN} */
    static String of(long fen) {
        long cents = fen % FEN_PER_YUAN;
        return fen / FEN_PER_YUAN + (cents < 10 ? ".0" : ".") + cents;
    }

    /** Fen; empty for anything but digits with at most two decimals. */
    static OptionalLong fen(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String decimals = point < 0 ? "" : text.substring(point + 1);
        return OptionalLong.of(Long.parseLong(whole + decimals + "0".repeat(2 - decimals.length())));
    }
}
