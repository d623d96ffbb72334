package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dcep.contracts.PolicyJson;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.PaymentTrace;
import org.dcep.simulator.explain.ClearingCycle;
import org.dcep.simulator.explain.EarlierEntries;
import org.dcep.simulator.explain.Evidence;
import org.dcep.simulator.explain.Explanation;
import org.dcep.simulator.receipt.PublicKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dcep explain}: the causal chain of one payment, asked from the services as an auditor. */
@Command(
        name = "explain",
        description = "Prints the whole chain of one payment, from the order to its place in the log, and says of each"
                + " sentence whether it was checked here or only read; ends with 1 if a check fails.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExplainCommand implements Callable<Integer> {
    /** A person waits for the answer. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Parameters(paramLabel = "PAYMENT", description = "The payment's id.")
    private UUID paymentId;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where 'dcep wallet' keeps the network's address; ~/.dcep-wallet by default.")
    private Path home = Path.of(System.getProperty("user.home"), ".dcep-wallet");

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "The line that 'dcep up --json' printed; remembered for the next time.")
    private Path network;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Connection connection = Connection.to(new WalletHome(home).network(Optional.ofNullable(network)), PATIENCE);
        Evidence evidence = evidence(connection);
        Explanation explanation = Explanation.of(evidence);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                json
                        ? new String(Json.bytes(document(evidence, explanation)), StandardCharsets.UTF_8)
                        : explanation.text());
        return explanation.holds() ? 0 : 1;
    }

    /** In the order of the chain, so that what is asked later knows at least as much as what was asked before. */
    private Evidence evidence(Connection connection) {
        PaymentTrace trace = connection
                .wallets()
                .trace(connection.auditor(), paymentId)
                .orElseThrow(() -> new PlatformException("no payment " + paymentId + " is known to this network"));
        long cycleId = trace.wasAccepted() ? trace.payment().cycleId() : 0;
        Optional<JsonNode> cycle =
                cycleId == 0 ? Optional.empty() : connection.settlement().document(connection.auditor(), cycleId);
        return new Evidence(
                connection.network(),
                trace,
                connection
                        .wallets()
                        .wallet(connection.auditor(), trace.payment().payer()),
                trace.charge().map(charge -> earlier(connection, charge)).orElse(EarlierEntries.UNKNOWN),
                policy(connection, trace.firstDecidedAt()),
                connection.wallets().receipt(connection.auditor(), paymentId),
                PublicKeys.of(connection),
                cycle.map(told -> Json.as(ClearingCycle.class, told)),
                cycle.isPresent()
                        ? connection.issuer().treasuryFen(connection.auditor(), cycleId)
                        : OptionalLong.empty(),
                trace.wasAccepted() ? connection.settlement().proof(paymentId) : Optional.empty());
    }

    /** Lines of a statement are numbered from 1 without gap. */
    private static EarlierEntries earlier(Connection connection, PaymentTrace.Entry charge) {
        long before = Math.max(0, charge.seq() - 1 - EarlierEntries.MOST_LINES);
        int count = (int) (charge.seq() - 1 - before);
        List<EarlierEntries.Line> lines = new ArrayList<>();
        if (count > 0) {
            connection
                    .wallets()
                    .entries(connection.auditor(), charge.walletId(), Optional.of(Long.toString(before)), count)
                    .path("items")
                    .forEach(line -> lines.add(Json.as(EarlierEntries.Line.class, line)));
        }
        return new EarlierEntries(lines, before == 0 && lines.size() == count);
    }

    private static Optional<Evidence.VersionedPolicy> policy(Connection connection, Instant at) {
        return connection
                .issuer()
                .gasPolicy(at)
                .map(told -> new Evidence.VersionedPolicy(
                        told.path("version").asInt(),
                        PolicyJson.readGas(told.path("document").asText())));
    }

    private Map<String, Object> document(Evidence evidence, Explanation explanation) {
        Map<String, Object> documents = new LinkedHashMap<>();
        documents.put("trace", evidence.trace());
        documents.put("receipt", evidence.receipt());
        documents.put("keys", evidence.keys().document());
        evidence.cycle().ifPresent(cycle -> documents.put("cycle", cycle));
        evidence.proof().ifPresent(proof -> documents.put("proof", proof));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("paymentId", paymentId);
        document.put("holds", explanation.holds());
        document.put("steps", explanation.steps());
        document.put("documents", documents);
        return document;
    }
}
