package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.scenario.GasPurchase;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcep corridor}: a dApp from abroad buys gas with its own currency, on a network that is up. */
@Command(
        name = "corridor",
        description =
                "Lets a dApp from abroad buy gas with its own currency, payment versus payment, and spend it; then"
                        + " fails a second purchase, by which nobody loses anything.",
        footer = {"", "Exit code 0: both ended as they must and the books agree. 1: not. 2: wrong command line."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CorridorCommand implements Callable<Integer> {
    private static final long MOST = 1_000_000_000_000L;
    private static final int MOST_USAGES = 1_000;

    /** A person waits: a network that does not answer for so long is not there. */
    private static final Patience A_MOMENT =
            new Patience(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Option(
            names = "--network",
            paramLabel = "FILE",
            required = true,
            description = "The line that 'dcep up --fixture two-banks --json' printed.")
    private Path network;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "HKD",
            description = "The dApp's own currency, three letters. Default: HKD.")
    private String currency;

    @Option(
            names = "--pay",
            paramLabel = "AMOUNT",
            defaultValue = "10900",
            description = "What it gives, in the currency's smallest unit. Default: 10900.")
    private long amountMinor;

    @Option(
            names = "--buy",
            paramLabel = "FEN",
            defaultValue = "10000",
            description = "What it gets, in fen. Default: 10000.")
    private long amountFen;

    @Option(
            names = "--usages",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often it is used then. Default: 10.")
    private int usages;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(
                currency.matches("[A-Z]{3}") && !currency.equals("CNY"),
                "--currency must be three capital letters, not CNY");
        check(amountMinor >= 1 && amountMinor <= MOST, "--pay must be in 1.." + MOST);
        check(amountFen >= 100 && amountFen <= MOST, "--buy must be in 100.." + MOST);
        check(
                usages >= 0 && usages <= Math.min(MOST_USAGES, amountFen / 10),
                "--usages must be in 0.." + Math.min(MOST_USAGES, amountFen / 10) + " for this amount");
        check(Files.isReadable(network), "cannot read the file " + network);
        NetworkAddress address = NetworkAddress.read(network);
        Connection connection = Connection.to(address, A_MOMENT);
        List<GasPurchase.Bank> banks = address.clients().stream()
                .filter(client -> client.role().equals("operator"))
                .map(client -> new GasPurchase.Bank(
                        client.operator(), connection.issuedBy().client(client.clientId(), client.clientSecret())))
                .toList();
        if (banks.isEmpty()) {
            throw new IllegalArgumentException(network + " names no operator; start with --fixture two-banks");
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        GasPurchase story = new GasPurchase(
                connection,
                banks.get(0),
                banks.get(banks.size() - 1),
                new SecureRandom(),
                Clock.systemUTC(),
                json ? said -> {} : out::println);
        GasPurchase.Result result = story.play(new GasPurchase.Purchase(
                "gas-" + currency.toLowerCase(Locale.ROOT), currency, amountMinor, amountFen, usages));
        out.print(json ? Json.pretty(result) : summary(result));
        out.flush();
        return result.isAsItMustBe() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static String summary(GasPurchase.Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nForeign ledger: dApp %,d, market maker %,d, held %,d.%nLaws of the corridor:%n",
                result.dapp().availableMinor(),
                result.maker().availableMinor(),
                result.dapp().heldMinor()));
        for (JsonNode law : result.laws().path("laws")) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-48s %-7s %,d = %,d%n",
                    law.path("name").asText(),
                    law.path("holds").asBoolean() ? "holds" : "BROKEN",
                    law.path("left").asLong(),
                    law.path("right").asLong()));
        }
        return text.toString();
    }
}
