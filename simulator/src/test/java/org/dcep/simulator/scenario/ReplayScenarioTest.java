package org.dcep.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcep.simulator.cli.RunCommand;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.scenario.ReplayScenario.Inflow;
import org.dcep.simulator.workload.PaymentFile;
import org.dcep.simulator.workload.PaymentFormat;
import org.dcep.simulator.workload.TrackedWallet;
import org.dcep.simulator.workload.WalletPlan.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayScenarioTest {
    private static final String FILE = """
            payer,payerBank,payee,payeeBank,amount,reference
            ann,red,ben,blue,10.25,"Rent, November"
            ann,red,shop,blue,0.01,
            ann,red,eve,red,5,within one bank
            ben,blue,shop,green,7.50,
            ben,blue,ben,blue,1.00,to itself
            zoe,red,ben,blue,-3,negative
            zoe,red,ben,blue,1.005,half a fen
            """;

    @TempDir
    Path directory;

    @Test
    void everyBankReceivesTheSumOfItsLines() throws IOException {
        try (ToyNetwork network = new ToyNetwork();
                Lanes lanes = new Lanes(4)) {
            Economy economy = economy(network, lanes);
            ReplayScenario replay = new ReplayScenario(economy, file(FILE), 1);
            replay.play();
            assertThat(replay.inflows())
                    .containsExactly(
                            new Inflow("blue", 2, 1_026, 0, 1_026),
                            new Inflow("green", 1, 750, 0, 750),
                            new Inflow("red", 1, 500, 500, 0));
            assertThat(replay.laws()).hasSize(5).allMatch(Law::holds);
            assertThat(Laws.judge(economy, 1).laws()).allMatch(Law::holds);
        }
    }

    /** Red pays 1,026 fen to blue, blue 750 to green, and nobody pays anything to red. */
    @Test
    void banksPlaceInReservesWhatTheirAccountsPayToOthers() throws IOException {
        try (ToyNetwork network = new ToyNetwork("RESERVES");
                Lanes lanes = new Lanes(4)) {
            Economy economy = economy(network, lanes);
            ReplayScenario replay = new ReplayScenario(economy, file(FILE), 1);
            replay.play();
            assertThat(network.settlementAccountFen("red")).isZero();
            assertThat(network.settlementAccountFen("blue")).isEqualTo(750 + 1_026 - 750);
            assertThat(network.settlementAccountFen("green")).isEqualTo(750);
            assertThat(replay.laws()).hasSize(5).allMatch(Law::holds);
            assertThat(Laws.judge(economy, 1).laws()).allMatch(Law::holds);
        }
    }

    @Test
    void theCommandLinePlaysAFileInReserves() throws IOException {
        Path orders = Files.writeString(directory.resolve("orders.csv"), FILE);
        try (ToyNetwork network = new ToyNetwork("RESERVES")) {
            Path target = Files.write(directory.resolve("network.json"), Json.bytes(network.address()));
            int exit = new CommandLine(new RunCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(
                            "--payments", orders.toString(),
                            "--format", "csv",
                            "--asset", "reserves",
                            "--target", target.toString(),
                            "--out", directory.resolve("out").toString());
            assertThat(exit).isZero();
            assertThat(network.settlementAccountFen("green")).isEqualTo(750);
        }
        JsonNode summary = Json.tree(Files.readAllBytes(directory.resolve("out/summary.json")));
        assertThat(summary.findValuesAsText("asset")).contains("reserves");
    }

    @Test
    void payersAreFundedToTheFen() throws IOException {
        try (ToyNetwork network = new ToyNetwork();
                Lanes lanes = new Lanes(4)) {
            Economy economy = economy(network, lanes);
            new ReplayScenario(economy, file(FILE), 1).play();
            TrackedWallet ann = economy.wallets().stream()
                    .filter(wallet -> wallet.plan().name().equals("red/ann"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ann.is(Role.PAYER)).isTrue();
            assertThat(ann.availableFen()).isZero();
        }
    }

    @Test
    void refusesAFileWithoutOrders() throws IOException {
        PaymentFile empty = file("payer,payerBank,payee,payeeBank,amount,reference\n");
        try (ToyNetwork network = new ToyNetwork();
                Lanes lanes = new Lanes(1)) {
            Economy economy = economy(network, lanes);
            assertThatThrownBy(() -> new ReplayScenario(economy, empty, 1)).hasMessageContaining("no payment order");
        }
    }

    private static Economy economy(ToyNetwork network, Lanes lanes) {
        Progress silent = Progress.plain(new PrintStream(new ByteArrayOutputStream()));
        return new Economy(Connection.to(network.address()), lanes, silent, 1);
    }

    private PaymentFile file(String content) throws IOException {
        Path file = directory.resolve("orders.csv");
        Files.writeString(file, content);
        return PaymentFile.read(file, PaymentFormat.CSV);
    }
}
