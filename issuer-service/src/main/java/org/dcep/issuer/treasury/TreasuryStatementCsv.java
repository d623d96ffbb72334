package org.dcep.issuer.treasury;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement as CSV (RFC 4180): a line of names, the openings, a line for what each party gave up or received in each
 * cycle, the closings. No name of a party needs quotes.
 */
final class TreasuryStatementCsv {
    static final String MEDIA_TYPE = "text/csv";

    private static final String NAMES = "cycleId,side,party,entry,basisPoints,amountFen";
    private static final String OPERATOR = "OPERATOR";
    private static final String BENEFICIARY = "BENEFICIARY";

    private TreasuryStatementCsv() {}

    static String text(TreasuryStatement statement) {
        Stream<String> openings = Stream.concat(
                statement.operators().stream()
                        .map(line -> balance(OPERATOR, line.party(), "OPENING", line.openingFen())),
                statement.beneficiaries().stream()
                        .map(line -> balance(BENEFICIARY, line.party(), "OPENING", line.openingFen())));
        Stream<String> closings = Stream.concat(
                statement.operators().stream()
                        .map(line -> balance(OPERATOR, line.party(), "CLOSING", line.closingFen())),
                statement.beneficiaries().stream()
                        .map(line -> balance(BENEFICIARY, line.party(), "CLOSING", line.closingFen())));
        Stream<String> changes = statement.cycles().stream().flatMap(TreasuryStatementCsv::changes);
        return Stream.of(Stream.of(NAMES), openings, changes, closings)
                .flatMap(lines -> lines)
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private static String balance(String side, String party, String entry, long fen) {
        return String.join(",", "", side, party, entry, "", Long.toString(fen));
    }

    private static Stream<String> changes(TreasuryStatement.CycleRevenue cycle) {
        String id = Long.toString(cycle.cycleId());
        return Stream.concat(
                cycle.collected().stream()
                        .map(one -> String.join(
                                ",", id, OPERATOR, one.operatorId(), "COLLECTED", "", Long.toString(one.amountFen()))),
                cycle.received().stream()
                        .map(one -> String.join(
                                ",",
                                id,
                                BENEFICIARY,
                                one.beneficiary(),
                                "RECEIVED",
                                Integer.toString(one.basisPoints()),
                                Long.toString(one.amountFen()))));
    }
}
