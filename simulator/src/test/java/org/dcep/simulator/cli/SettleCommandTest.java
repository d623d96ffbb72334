package org.dcep.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcep.simulator.client.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SettleCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter errors = new StringWriter();
    private String printed;
    private Path file;

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Files.writeString(directory.resolve("ring.csv"), """
                time,payer,payee,amount,priority
                09:00,a,b,100,NORMAL
                09:10,b,c,100,HIGH
                09:20,c,a,90,NORMAL
                """);
    }

    private int settle(String... arguments) {
        List<String> line = new ArrayList<>(List.of("settle", "--obligations", file.toString()));
        line.addAll(List.of("--out", directory.resolve("out").toString()));
        line.addAll(List.of(arguments));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new Dcep())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setErr(new PrintWriter(errors))
                    .execute(line.toArray(String[]::new));
        } finally {
            System.setOut(before);
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(directory.resolve("out").resolve(name));
    }

    @Test
    void settlesInAllModesAtFiveLevelsAndTellsThePerson() throws IOException {
        assertThat(settle()).as(errors.toString()).isZero();
        assertThat(printed)
                .contains(
                        "3 obligations among 3 participants, 290.00 yuan; liquidity from 10.00 (net) to 100.00 (gross)")
                .contains("All books balance.")
                .contains("report.html");
        assertThat(printed.lines().filter(line -> line.matches("(GROSS|DEFERRED_NET|HYBRID) .*")))
                .hasSize(15);
    }

    @Test
    void printsTheSummaryThatItWrites() throws IOException {
        assertThat(settle("--json", "--mode", "hybrid", "--liquidity", "0%")).isZero();
        assertThat(printed).isEqualTo(Files.readString(directory.resolve("out/summary.json")));
        JsonNode run =
                Json.tree(printed.getBytes(StandardCharsets.UTF_8)).get("runs").get(0);
        assertThat(run.get("mode").asText()).isEqualTo("HYBRID");
        assertThat(run.get("settledByKind").get("MULTILATERAL_FULL").get("fen").asLong())
                .isEqualTo(29_000);
        assertThat(run.get("unsettled").get("count").asLong()).isZero();
        assertThat(run.get("booksBalance").asBoolean()).isTrue();
    }

    @Test
    void writesWhenEachObligationSettledAndWhoHadWhatWhen() throws IOException {
        assertThat(settle("--mode", "HYBRID,DEFERRED_NET", "--liquidity", "0%,0.00"))
                .isZero();
        assertThat(lines("hybrid-0-percent/settled.csv"))
                .containsExactly(
                        "line,payer,payee,amountFen,priority,day,submitted,settledDay,settled,delaySeconds,group,kind",
                        "2,a,b,10000,NORMAL,1,09:00:00,1,09:21:00,1260,1,MULTILATERAL_FULL",
                        "3,b,c,10000,HIGH,1,09:10:00,1,09:21:00,660,1,MULTILATERAL_FULL",
                        "4,c,a,9000,NORMAL,1,09:20:00,1,09:21:00,60,1,MULTILATERAL_FULL");
        assertThat(lines("hybrid-0-percent/balances.csv"))
                .contains("1,09:15:00,a,1000", "1,09:30:00,a,0", "1,09:30:00,c,1000", "1,24:00:00,c,1000");
        assertThat(lines("hybrid-0-percent/queues.csv"))
                .hasSize(97)
                .contains("1,09:15:00,2,20000,0", "1,09:30:00,0,0,29000", "1,24:00:00,0,0,0");
        assertThat(lines("deferred-net-0-percent/cycles.csv"))
                .containsExactly(
                        "day,time,outcome,obligations,valueFen,netFen,postponed,missingFen,"
                                + "liquidityUsedFen,turnoverRatio,meanDelaySeconds",
                        "1,10:00:00,SETTLED,3,29000,1000,0,,1000,29.0000,3020.6897");
        assertThat(lines("deferred-net-0.00/cycles.csv"))
                .contains(
                        "1,10:00:00,POSTPONED,0,0,0,,1000,0,,3020.6897",
                        "1,24:00:00,POSTPONED,0,0,0,,1000,0,,3600.0000");
        assertThat(lines("deferred-net-0.00/settled.csv")).contains("2,a,b,10000,NORMAL,1,09:00:00,,,,,UNSETTLED");
    }

    @Test
    void whatANetDebitCapHoldsBackSettlesInTheNextCycle() throws IOException {
        Files.writeString(file, "time,payer,payee,amount\n10:30,a,b,10\n10:30,a,b,10\n");
        assertThat(settleNetWithACapOfTen()).as(errors.toString()).isZero();
        assertThat(lines("deferred-net-given/settled.csv").stream().skip(1))
                .containsExactly(
                        "2,a,b,1000,NORMAL,1,10:30:00,1,11:00:00,1800,1,NET",
                        "3,a,b,1000,NORMAL,1,10:30:00,1,12:00:00,5400,2,NET");
        assertThat(lines("deferred-net-given/cycles.csv").stream().skip(1))
                .containsExactly(
                        "1,11:00:00,SETTLED,1,1000,1000,1,,1000,1.0000,1800.0000",
                        "1,12:00:00,SETTLED,1,1000,1000,0,,1000,1.0000,3600.0000");
    }

    @Test
    void theCloseOfADayIsOneCycleAndTheNextMorningAnother() throws IOException {
        Files.writeString(file, """
                day,time,payer,payee,amount
                1,23:30,a,b,10
                1,23:30,a,b,10
                2,10:30,b,a,1
                """);
        assertThat(settleNetWithACapOfTen()).as(errors.toString()).isZero();
        assertThat(lines("deferred-net-given/settled.csv").stream().skip(1))
                .containsExactly(
                        "2,a,b,1000,NORMAL,1,23:30:00,1,24:00:00,1800,1,NET",
                        "3,a,b,1000,NORMAL,1,23:30:00,2,01:00:00,5400,2,NET",
                        "4,b,a,100,NORMAL,2,10:30:00,2,11:00:00,1800,3,NET");
        assertThat(lines("deferred-net-given/cycles.csv")).hasSize(1 + 3);
        assertThat(Json.tree(printed.getBytes(StandardCharsets.UTF_8))
                        .at("/runs/0/cycles")
                        .asInt())
                .isEqualTo(3);
    }

    private int settleNetWithACapOfTen() throws IOException {
        Path accounts = Files.writeString(
                directory.resolve("accounts.csv"), "participant,liquidity,netDebitCap\na,20,10\nb,1,\n");
        return settle("--mode", "deferred_net", "--accounts", accounts.toString(), "--json");
    }

    @Test
    void theReportNeedsNothingFromElsewhere() throws IOException {
        assertThat(settle("--no-details")).isZero();
        String report = Files.readString(directory.resolve("out/report.html"));
        assertThat(report)
                .contains("All books balance", "The frontier", "<polyline", "HYBRID at 25%")
                .doesNotContain("http", "src=", "@import", "url(", "NaN", "Infinity");
        try (var files = Files.list(directory.resolve("out"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "summary.json");
        }
    }

    @Test
    void severalDaysAreReportedDayByDay() throws IOException {
        Files.writeString(file, """
                day,time,payer,payee,amount
                1,16:00,a,b,100
                2,09:00,b,a,40
                3,10:00,a,c,20
                """);
        assertThat(settle("--json", "--liquidity", "50%", "--close", "17:30")).isZero();
        JsonNode runs = Json.tree(printed.getBytes(StandardCharsets.UTF_8)).get("runs");
        assertThat(runs.get(0).get("days")).hasSize(3);
        assertThat(runs.get(0).get("days").get(1).get("submitted").get("fen").asLong())
                .isEqualTo(4_000);
        assertThat(Files.readString(directory.resolve("out/report.html"))).contains("day 1 ", "day 3 ");
        assertThat(lines("gross-50-percent/queues.csv")).contains("1,17:30:00,0,0,0", "3,17:30:00,0,0,0");
    }

    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        Path home = Path.of("..");
        String section = Files.readString(home.resolve("README.md")).split("## Settle your own file")[1];
        String command = section.split("```sh\n./dcep settle --obligations ")[1].split("\n")[0];
        String shown = section.split("```\n\n```\n")[1].split("\nReport: ")[0];
        file = home.resolve(command.split(" ", 2)[0]);

        assertThat(settle(command.split(" ", 2)[1].split(" ")))
                .as(errors.toString())
                .isZero();

        assertThat(printed.split("\nReport: ")[0]).isEqualTo(shown);
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException {
        assertThat(settle("--seed", "7")).isZero();
        String first = Files.readString(directory.resolve("out/summary.json"));
        assertThat(settle("--seed", "7")).isZero();
        assertThat(Files.readString(directory.resolve("out/summary.json"))).isEqualTo(first);
    }

    @Test
    void accountsSayWhatParticipantsBring() throws IOException {
        Path accounts = Files.writeString(
                directory.resolve("accounts.csv"), "participant,liquidity,creditCap\na,100,\nb,0,5\nc,0,\nd,7,\n");
        assertThat(settle("--accounts", accounts.toString(), "--mode", "gross", "--json"))
                .isZero();
        JsonNode run =
                Json.tree(printed.getBytes(StandardCharsets.UTF_8)).get("runs").get(0);
        assertThat(run.get("level").asText()).isEqualTo("given");
        assertThat(run.get("liquidityFen").asLong()).isEqualTo(10_700);
        assertThat(run.get("unsettled").get("count").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode;FAST | the modes are GROSS, DEFERRED_NET, HYBRID and all",
                "--liquidity;lots | is neither a percentage from 0% (net) to 100% (gross)",
                "--close;5pm | is not a time of day",
                "--close;09:15 | line 4, column time: comes after the close of the day; choose a later --close",
                "--max-cycle;99 | maxCycleLength must be in 2..8, was 99",
                "--offset-every;0 | the time between offsets must be 1 second to 1 day",
                "--asset;CURRENCY;--credit;5 | currency is never lent",
                "--asset;CURRENCY;--end-of-day;force | currency must be covered",
                "--liquidity;90000000000000 | at level 90000000000000 participants have more than 90071992547409.91 yuan",
                "--credit;some | --credit some is not an amount in yuan",
                "--accounts;nowhere.csv | cannot read the file nowhere.csv",
            })
    void aWrongCommandLineIsExplainedAndWritesNothing(String arguments, String reason) {
        assertThat(settle(arguments.split(";"))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(reason);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aWrongFileIsExplainedByLineAndColumn() throws IOException {
        Files.writeString(file, "time,payer,payee,amount\n09:00,a,b,ten\n");
        assertThat(settle()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString())
                .startsWith("dcep: ")
                .contains("ring.csv: line 2, column amount: \"ten\" is not an amount")
                .hasLineCount(1);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeFailsTheRuns() throws IOException {
        Files.writeString(directory.resolve("out"), "a file stands in the way");
        assertThat(settle("--mode", "gross", "--liquidity", "0%")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(Files.readString(directory.resolve("out"))).isEqualTo("a file stands in the way");
    }

    @Test
    void accountsMustNameEverybody() throws IOException {
        Path accounts = Files.writeString(directory.resolve("accounts.csv"), "participant,liquidity\na,100\nb,0\n");
        assertThat(settle("--accounts", accounts.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("participant c of", "is missing; add a line for it");
    }
}
