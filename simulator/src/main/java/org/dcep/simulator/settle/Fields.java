package org.dcep.simulator.settle;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** How single fields of a table are read. */
final class Fields {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,18})?");
    private static final Pattern TIME =
            Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])(:([0-5][0-9])(\\.([0-9]{1,3}))?)?");
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private Fields() {}

    /** An amount in yuan, in fen; zero included. */
    static long fen(TableFile table, String column) throws BadFile {
        String text = table.field(column);
        if (!AMOUNT.matcher(text).matches()) {
            throw table.bad(column, TableFile.shown(text) + " is not an amount; write a plain number such as 1250.00");
        }
        BigDecimal fen = new BigDecimal(text).movePointRight(2);
        if (fen.stripTrailingZeros().scale() > 0) {
            throw table.bad(column, TableFile.shown(text) + " has parts of a fen; round it to two decimals");
        }
        if (fen.compareTo(BigDecimal.valueOf(Money.MAX_FEN)) > 0) {
            throw table.bad(column, TableFile.shown(text) + " is more than " + BigDecimal.valueOf(Money.MAX_FEN, 2));
        }
        return fen.longValueExact();
    }

    static OperatorId participant(TableFile table, String column) throws BadFile {
        String text = table.field(column);
        try {
            return OperatorId.of(text);
        } catch (IllegalArgumentException e) {
            throw table.bad(
                    column,
                    TableFile.shown(text) + " is not a name of 1 to 32 letters, digits, dots, hyphens and underscores");
        }
    }

    /** Milliseconds after midnight, at most those of a day. */
    static long millisOfDay(String text) {
        var time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    TableFile.shown(text) + " is not a time of day; write it as 09:30, 09:30:05 or 09:30:05.250");
        }
        long millis = Integer.parseInt(time.group(1)) * HOUR_MILLIS + Integer.parseInt(time.group(2)) * MINUTE_MILLIS;
        if (time.group(4) != null) {
            millis += Integer.parseInt(time.group(4)) * 1_000L;
        }
        if (time.group(6) != null) {
            millis += Integer.parseInt((time.group(6) + "00").substring(0, 3));
        }
        if (millis > DAY_MILLIS) {
            throw new IllegalArgumentException(TableFile.shown(text) + " is after midnight; use the next day");
        }
        return millis;
    }

    static long millisOfDay(TableFile table, String column) throws BadFile {
        try {
            return millisOfDay(table.field(column));
        } catch (IllegalArgumentException e) {
            throw table.bad(column, e.getMessage());
        }
    }
}
