package org.dcep.simulator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObligationFileTest {
    @TempDir
    private Path directory;

    private ObligationFile read(String... lines) throws IOException, BadFile {
        return ObligationFile.read(Files.writeString(directory.resolve("file"), String.join("\n", lines)), 1);
    }

    private static List<String> told(Obligations obligations) {
        return IntStream.range(0, obligations.size())
                .mapToObj(i -> obligations.line(i) + " day " + obligations.day(i) + " " + obligations.millisOfDay(i)
                        + " " + obligations.payer(i) + ">" + obligations.payee(i) + " " + obligations.fen(i) + " "
                        + obligations.obligation(i).priority())
                .toList();
    }

    @Test
    void readsAPlainFileInTheOrderOfItsTimes() throws Exception {
        ObligationFile file = read(
                "\uFEFFpriority,day,time,payer,payee,amount",
                "urgent,2,00:00,b,a,1",
                "NORMAL,1,23:59:59.5,a,\"b\",2.50\r",
                "HIGH,1,9:30,a,c,0.01",
                "NORMAL,1,9:30,c,a,3",
                "");
        assertThat(told(file.obligations()))
                .containsExactly(
                        "4 day 1 34200000 a>c 1 HIGH",
                        "5 day 1 34200000 c>a 300 NORMAL",
                        "3 day 1 86399500 a>b 250 NORMAL",
                        "2 day 2 0 b>a 100 URGENT");
        assertThat(file.obligations().days()).isEqualTo(2);
        assertThat(file.obligations().participants()).hasToString("[a, b, c]");
    }

    @Test
    void midnightAtTheEndIsTheLastMomentOfItsDay() throws Exception {
        assertThat(told(read("time,payer,payee,amount", "24:00,a,b,1").obligations()))
                .containsExactly("2 day 1 86399999 a>b 100 NORMAL");
    }

    @Test
    void readsTheTransactionsOfPssimpyAndLeavesOutThoseWithoutValue() throws Exception {
        ObligationFile file = read(
                "sender_account,recipient_account,amount,time,comment",
                "acc1,acc2,1,08:00,x",
                "acc2,acc3,0,08:10,",
                "acc3,acc1,1.0,08:30,y");
        assertThat(told(file.obligations()))
                .containsExactly("2 day 1 28800000 acc1>acc2 100 NORMAL", "4 day 1 30600000 acc3>acc1 100 NORMAL");
        assertThat(file.withoutValue()).isEqualTo(1);
    }

    @Test
    void readsTheArrivalsThatPssimpyWrites() throws Exception {
        assertThat(told(read(
                                "day,time,from_account,to_account,amount,priority",
                                "1,09:45,acc1,acc2,49,1",
                                "3,09:00,acc2,acc1,63,1")
                        .obligations()))
                .containsExactly("2 day 1 35100000 acc1>acc2 4900 NORMAL", "3 day 3 32400000 acc2>acc1 6300 NORMAL");
    }

    @Test
    void takesTheNumbersOfPssimpyAsPrioritiesWhereTheyDiffer() throws Exception {
        Obligations obligations = read(
                        "sender_account,recipient_account,amount,time,priority",
                        "a,b,1,08:00,3",
                        "a,b,1,08:00,2",
                        "a,b,1,08:00,1")
                .obligations();
        assertThat(IntStream.range(0, 3).mapToObj(i -> obligations.obligation(i).priority()))
                .containsExactly(Priority.NORMAL, Priority.HIGH, Priority.URGENT);
    }

    @Test
    void drawsTheTimesOfPkddOrdersFromTheSeed() throws Exception {
        Path file = Files.writeString(directory.resolve("order.asc"), """
                "order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"
                29401;1;"YZ";"87144583";2452.00;"SIPO"
                29402;2;"ST";"89597016";3372.70;"UVER"
                29403;2;"QR";"13943797";7266.00;" "
                """);
        Obligations one = ObligationFile.read(file, 1).obligations();
        assertThat(told(ObligationFile.read(file, 1).obligations())).isEqualTo(told(one));
        assertThat(told(ObligationFile.read(file, 2).obligations())).isNotEqualTo(told(one));
        assertThat(IntStream.range(0, 3).mapToLong(one::fen).sum()).isEqualTo(245_200 + 337_270 + 726_600);
        assertThat(one.participants()).hasToString("[QR, ST, YZ, payers-bank]");
        assertThat(IntStream.range(0, 3).mapToLong(one::millisOfDay))
                .allSatisfy(millis -> assertThat(millis).isBetween(8 * 3_600_000L, 17 * 3_600_000L - 1));
    }

    static Stream<Arguments> badFiles() {
        String plain = "time,payer,payee,amount";
        return Stream.of(
                Arguments.of("", "line 1: the file begins with a line that names the columns"),
                Arguments.of("a,b,c", "line 1: the columns a,b,c are of no known format"),
                Arguments.of(plain + ",colour", "line 1, column colour: is not known; the columns are"),
                Arguments.of(plain + ",time", "line 1: a column is named twice"),
                Arguments.of(plain, "the file has no obligations"),
                Arguments.of(
                        plain + "\n08:00,a,b,1\n08:00,a,b", "line 3: expected 4 fields as in the first line, found 3"),
                Arguments.of(plain + "\n08:00,a,b,1\n\n08:01,a,b,1", "line 3: the line is blank, but others follow"),
                Arguments.of(plain + "\n8.30,a,b,1", "line 2, column time: \"8.30\" is not a time of day; write it as"),
                Arguments.of(plain + "\n24:01,a,b,1", "line 2, column time: \"24:01\" is after midnight"),
                Arguments.of(plain + "\n08:00,a b,b,1", "line 2, column payer: \"a b\" is not a name of 1 to 32"),
                Arguments.of(plain + "\n08:00,a,,1", "line 2, column payee: \"\" is not a name"),
                Arguments.of(plain + "\n08:00,a,a,1", "line 2: payer and payee are both a"),
                Arguments.of(plain + "\n08:00,a,b,-1", "line 2, column amount: \"-1\" is not an amount; write a plain"),
                Arguments.of(plain + "\n08:00,a,b,1e3", "line 2, column amount: \"1e3\" is not an amount"),
                Arguments.of(plain + "\n08:00,a,b,0.005", "line 2, column amount: \"0.005\" has parts of a fen"),
                Arguments.of(plain + "\n08:00,a,b,0", "line 2, column amount: must be more than 0"),
                Arguments.of(
                        plain + "\n08:00,a,b,90071992547409.92",
                        "line 2, column amount: \"90071992547409.92\" is more"),
                Arguments.of(
                        plain + "\n08:00,a,b,90071992547409.91\n08:00,a,b,0.01",
                        "line 3, column amount: the amounts of day 1 add up to more than 90071992547409.91"),
                Arguments.of(plain + ",day\n08:00,a,b,1,0", "line 2, column day: \"0\" is not a day; days are counted"),
                Arguments.of(
                        plain + ",priority\n08:00,a,b,1,soon", "line 2, column priority: \"soon\" is not a priority"),
                Arguments.of(plain + "\n08:00,a,b,\"1", "line 2: a quote is not closed"),
                Arguments.of(plain + "\n" + "x".repeat(5_000), "line 2: the line has more than 4096 characters"),
                Arguments.of(
                        "sender_account,recipient_account,amount,time,priority\na,b,1,08:00,x",
                        "line 2, column priority: \"x\" is not a whole number"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void saysWhereAFileIsWrongAndWhatToDo(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(BadFile.class).hasMessageStartingWith(reason);
    }

    @Test
    void refusesTheLineWithOneParticipantTooMany() throws Exception {
        List<String> lines = new ArrayList<>(List.of("time,payer,payee,amount"));
        for (int i = 0; i < ClearingEngine.MAX_PARTICIPANTS; i += 2) {
            lines.add("08:00,p" + i + ",p" + (i + 1) + ",1");
        }
        assertThat(read(lines.toArray(String[]::new)).obligations().participants())
                .hasSize(ClearingEngine.MAX_PARTICIPANTS);
        lines.add("08:00,p0,another,1");
        assertThatThrownBy(() -> read(lines.toArray(String[]::new)))
                .isInstanceOf(BadFile.class)
                .hasMessage("line 502: more than 1000 participants");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("latin1"), new byte[] {'t', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> ObligationFile.read(file, 1)).hasMessage("the file is not in UTF-8; save it as UTF-8");
    }
}
