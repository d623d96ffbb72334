package org.dcep.wallet.statement;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements as CSV (RFC 4180): a line of names, the opening balance, an entry a line, the closing balance. No field can
 * hold anything but digits, signs and words of this service, so nothing needs quotes.
 */
final class StatementCsv {
    static final String MEDIA_TYPE = "text/csv";

    private static final String NAMES =
            "seq,time,purpose,counterparty,amountFen,gasFeeFen,heldChangeFen,balanceAfterFen,"
                    + "heldAfterFen,ownedAfterFen,paymentId,exchangeId,cycleId";

    private StatementCsv() {}

    static String text(StatementPage page) {
        Stream<String> entries = page.items().stream().map(StatementCsv::line);
        return Stream.of(
                        Stream.of(NAMES, balance("OPENING", page.openingFen())),
                        entries,
                        Stream.of(balance("CLOSING", page.closingFen())))
                .flatMap(lines -> lines)
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private static String balance(String purpose, long ownedFen) {
        return ",," + purpose + ",,,,,,," + ownedFen + ",,,";
    }

    private static String line(StatementLine entry) {
        return Stream.<Object>of(
                        entry.seq(),
                        entry.time(),
                        entry.purpose(),
                        Objects.requireNonNullElse(entry.counterparty(), ""),
                        entry.amountFen(),
                        entry.gasFeeFen(),
                        entry.heldChangeFen(),
                        entry.balanceAfterFen(),
                        entry.heldAfterFen(),
                        entry.balanceAfterFen() + entry.heldAfterFen(),
                        entry.paymentId() == null ? "" : entry.paymentId(),
                        entry.exchangeId() == null ? "" : entry.exchangeId(),
                        entry.cycleId())
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }
}
