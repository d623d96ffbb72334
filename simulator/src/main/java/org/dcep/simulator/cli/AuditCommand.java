package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dcep.simulator.client.AuditApi;
import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.RestClient;
import org.dcep.simulator.report.AuditReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcep audit}: asks a network's auditor, and ends with 0 only if it has found nothing. */
@Command(
        name = "audit",
        description = "Prints what the auditor of a running network has recomputed, and what does not agree.",
        footer = {"", "Exit code 0: nothing was found. 1: something does not agree. 2: wrong command line."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AuditCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    /** A person waits: a network that does not answer for so long is not there. */
    private static final Patience A_MOMENT =
            new Patience(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Option(
            names = "--network",
            paramLabel = "FILE",
            required = true,
            description = "The line that 'dcep up --json' printed.")
    private Path network;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many discrepancies to show, at most " + MOST + ".")
    private int limit;

    @Option(names = "--json", description = "Print the auditor's own document.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (limit < 0 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit must be in 0.." + MOST);
        }
        if (!Files.isReadable(network)) {
            throw new ParameterException(spec.commandLine(), "cannot read the file " + network);
        }
        NetworkAddress address = NetworkAddress.read(network);
        if (address.auditor() == null) {
            throw new IllegalArgumentException(network + " names no auditor");
        }
        RestClient rest = new RestClient(A_MOMENT);
        NetworkAddress.Client client = address.client("auditor");
        Credentials reader = Credentials.of(rest, address.issuer(), client.clientId(), client.clientSecret());
        JsonNode document = new AuditApi(rest, address.auditor()).document(reader, limit);
        AuditApi.Audit audit = Json.as(AuditApi.Audit.class, document);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(json ? Json.pretty(document) : AuditReport.of(audit));
        out.flush();
        return audit.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
