package org.dcep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.platform.Fixture;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import org.dcep.simulator.platform.Service;
import org.dcep.simulator.scenario.GasPurchase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A dApp from abroad buys gas on real services, and spends it. */
class CorridorIT {
    private static final long SEED = 11;

    private static Sandbox sandbox;
    private static Connection network;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withSeed(SEED));
        Fixture.TWO_BANKS.applyTo(sandbox);
        network = Connection.to(sandbox.address());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void aForeignDappBuysGasAndSpendsIt() {
        GasPurchase.Result result = play("one", 1, said -> {});

        assertThat(result.isAsItMustBe()).as(result.toString()).isTrue();
        assertThat(result.failed().reason()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(result.dapp().availableMinor()).isEqualTo(2 * 10_900);
        assertThat(result.maker().availableMinor()).isEqualTo(10_900);
        assertThat(result.gasSpentFen()).isPositive();
        assertThat(result.walletFen()).isEqualTo(10_000 - 20 - result.gasSpentFen());
        assertThat(network.settlement().proof(result.bought().paymentId())).isPresent();
        assertTheBooksBalance();
    }

    /** The wallet service is away when the buyer accepts, settlement dies while its currency is on hold. */
    @Test
    void servicesThatDieInBetweenChangeNothing() {
        List<CompletableFuture<Void>> returns = new ArrayList<>();
        GasPurchase.Result result = play("two", 2, said -> {
            if (said.startsWith("Quote:")) {
                sandbox.kill(Service.WALLET);
                returns.add(CompletableFuture.runAsync(() -> {
                    awaitHeld();
                    sandbox.kill(Service.SETTLEMENT);
                    sandbox.restart(Service.SETTLEMENT);
                    sandbox.restart(Service.WALLET);
                }));
            } else if (said.startsWith("Accepted")) {
                returns.forEach(CompletableFuture::join);
            }
        });

        assertThat(returns).hasSize(2);
        assertThat(result.isAsItMustBe()).as(result.toString()).isTrue();
        assertThat(result.walletFen()).isEqualTo(10_000 - 20 - result.gasSpentFen());
        assertTheBooksBalance();
    }

    private static GasPurchase.Result play(String corridorId, long seed, Consumer<String> teller) {
        List<GasPurchase.Bank> banks = sandbox.address().clients().stream()
                .filter(client -> client.role().equals("operator"))
                .map(CorridorIT::bank)
                .toList();
        GasPurchase story =
                new GasPurchase(network, banks.get(0), banks.get(1), new Random(seed), Clock.systemUTC(), teller);
        return story.play(new GasPurchase.Purchase(corridorId, "HKD", 10_900, 10_000, 20));
    }

    private static GasPurchase.Bank bank(NetworkAddress.Client client) {
        return new GasPurchase.Bank(
                client.operator(), network.issuedBy().client(client.clientId(), client.clientSecret()));
    }

    private static void awaitHeld() {
        Patience.FOR_AN_EVENT.until(
                "a trade on hold",
                () -> network.settlement()
                                .corridor("two")
                                .laws()
                                .path("tradesHeld")
                                .asLong()
                        == 1);
    }

    /** Reconciliation agrees with all books, and so does the auditor once it has read them: a leg is a payment to both. */
    private static void assertTheBooksBalance() {
        Instant afterwards = Clock.systemUTC().instant();
        Patience.FOR_AN_EVENT.until(
                "balanced books",
                () -> network.settlement().reconciliation().path("balanced").asBoolean());
        JsonNode[] audit = new JsonNode[1];
        Patience.FOR_AN_EVENT.until("an audit of all that has happened", () -> {
            audit[0] = network.audit().orElseThrow().document(network.auditor(), 10);
            return audit[0].path("recordsBehind").asLong() == 0
                    && Instant.parse(audit[0].path("asOf").asText()).isAfter(afterwards);
        });
        assertThat(audit[0].path("clean").asBoolean()).as(audit[0].toString()).isTrue();
    }
}
