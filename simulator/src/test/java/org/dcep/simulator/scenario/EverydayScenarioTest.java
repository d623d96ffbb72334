package org.dcep.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.report.RunFiles;
import org.dcep.simulator.report.RunRecord;
import org.dcep.simulator.report.Summary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EverydayScenarioTest {
    private static final EverydayScenario.Size SMALL = new EverydayScenario.Size(120, 8, 1_500, 3);

    private static RunRecord run;

    @TempDir
    Path directory;

    @BeforeAll
    static void playOnHonestBooks() throws IOException {
        run = play(7, 0);
    }

    @Test
    void allLawsHoldOnHonestBooks() {
        assertThat(run.laws()).allMatch(Law::holds);
        assertThat(run.economy().results()).hasSize(1_500);
        assertThat(run.economy().cycles()).hasSize(3);
    }

    @Test
    void everyRefusalThatShouldOccurDoes() {
        Map<?, ?> refused = (Map<?, ?>) ((Map<?, ?>) Summary.of(run).get("payments")).get("refused");
        assertThat(refused.keySet().stream().map(Object::toString))
                .contains("BAD_SIGNATURE", "INSUFFICIENT_BALANCE", "LIMIT_EXCEEDED", "ORDER_EXPIRED", "UNKNOWN_PAYEE");
    }

    @Test
    void sameSeedGivesTheSameFigures() throws IOException {
        Map<String, Object> first = Summary.of(run);
        Map<String, Object> second = Summary.of(play(7, 0));
        first.remove("latencyMs");
        second.remove("latencyMs");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aFenOutOfNothingBreaksLaws() throws IOException {
        RunRecord cheated = play(7, 1);
        assertThat(cheated.laws().stream().filter(law -> !law.holds()).map(Law::name))
                .contains(
                        "every-wallet-equals-what-clients-were-told",
                        "outstanding-equals-vaults-wallets-held-transit-gas-treasury",
                        "books-sum-to-zero");
    }

    @Test
    void reportAsksNoNetworkForAnything() throws IOException {
        RunFiles.write(run, directory, Instant.EPOCH, Instant.EPOCH.plusSeconds(5));
        String report = Files.readString(directory.resolve("report.html"));
        assertThat(report).doesNotContain("http://", "https://", "src=", "@import", "url(");
        assertThat(report.length()).isLessThan(200_000);
        assertThat(Files.readAllLines(directory.resolve("payments.csv"))).hasSize(1_501);
        assertThat(Files.readAllLines(directory.resolve("wallets.csv"))).hasSize(129);
    }

    private static RunRecord play(long seed, long cheatFen) throws IOException {
        Progress silent = Progress.plain(new PrintStream(new ByteArrayOutputStream()));
        try (ToyNetwork network = new ToyNetwork();
                Lanes lanes = new Lanes(8)) {
            Economy economy = new Economy(Connection.to(network.address()), lanes, silent, seed);
            network.cheat(cheatFen);
            new EverydayScenario(economy, SMALL, seed).play();
            return new RunRecord("everyday", seed, Map.of(), economy, Laws.judge(economy, 1), Optional.empty());
        }
    }
}
