package org.dcep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SettlementApi;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import org.dcep.simulator.platform.Service;
import org.dcep.simulator.report.RunRecord;
import org.dcep.simulator.report.Summary;
import org.dcep.simulator.scenario.Economy;
import org.dcep.simulator.scenario.EverydayScenario;
import org.dcep.simulator.scenario.Law;
import org.dcep.simulator.scenario.Laws;
import org.dcep.simulator.scenario.Progress;
import org.junit.jupiter.api.Test;

/** The real services, PostgreSQL and Kafka as processes, and an economy played on them through REST. */
class WholeSystemIT {
    private static final long SEED = 7;
    private static final EverydayScenario.Size SIZE = new EverydayScenario.Size(60, 6, 1_500, 3);

    /** Kill this once so many payments are in the books. */
    private record Blow(int afterPayments, Service victim) {}

    private static final List<Blow> BLOWS = List.of(
            new Blow(200, Service.WALLET),
            new Blow(600, Service.SETTLEMENT),
            new Blow(1_000, Service.ISSUER),
            new Blow(1_200, Service.WALLET));

    @Test
    void killedServicesLoseAndDoubleNothing() {
        Map<String, Object> undisturbed = play(List.of());
        Map<String, Object> disturbed = play(BLOWS);

        assertThat(disturbed).as("every figure but the latencies").isEqualTo(undisturbed);
    }

    /** Plays the same economy on a network of its own; every law must hold. The figures, latencies left out. */
    private static Map<String, Object> play(List<Blow> blows) {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSeed(SEED));
                Lanes lanes = new Lanes(16)) {
            Progress silent = Progress.plain(new PrintStream(PrintStream.nullOutputStream()));
            Economy economy = new Economy(Connection.to(sandbox.address()), lanes, silent, SEED);
            CompletableFuture<Integer> struck = CompletableFuture.supplyAsync(() -> strike(sandbox, blows));
            new EverydayScenario(economy, SIZE, SEED).play();
            RunRecord run = new RunRecord("everyday", SEED, Map.of(), economy, Laws.judge(economy), Optional.empty());

            assertThat(struck.join()).as("blows that were dealt").isEqualTo(blows.size());
            assertThat(run.laws()).isNotEmpty().allMatch(Law::holds);
            assertEveryFinalPaymentIsInALogOnce(sandbox);
            Map<String, Object> figures = new LinkedHashMap<>(Summary.of(run));
            figures.remove("latencyMs");
            return figures;
        }
    }

    /** Both have signed logs that hold as many leaves as there are final payments, and no shard is frozen. */
    private static void assertEveryFinalPaymentIsInALogOnce(Sandbox sandbox) {
        int payments = count(sandbox, "wallet", "select count(*) from payment where state = 2");
        SettlementApi settlement = Connection.to(sandbox.address()).settlement();
        Patience.FOR_AN_EVENT.until("co-signed logs of " + payments + " payments", () -> {
            long leaves = 0;
            for (JsonNode log : settlement.logHeads().path("items")) {
                assertThat(log.path("frozen").asBoolean(true)).isFalse();
                leaves += log.path("head").path("size").asLong();
            }
            assertThat(leaves).isLessThanOrEqualTo(payments);
            return leaves == payments;
        });
        assertThat(count(sandbox, "settlement", "select count(*) from notary_entry"))
                .isEqualTo(payments);
    }

    private static int count(Sandbox sandbox, String database, String query) {
        try (java.sql.Connection connection = sandbox.postgres().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look into " + database, e);
        }
    }

    private static int strike(Sandbox sandbox, List<Blow> blows) {
        try (java.sql.Connection database = sandbox.postgres().connect("wallet")) {
            for (Blow blow : blows) {
                while (decidedPayments(database) < blow.afterPayments()) {
                    LockSupport.parkNanos(10_000_000);
                }
                sandbox.kill(blow.victim());
                sandbox.restart(blow.victim());
            }
            return blows.size();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot see how far the run is", e);
        }
    }

    private static int decidedPayments(java.sql.Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from payment")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
