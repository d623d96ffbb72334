package org.dcep.simulator.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.platform.AtExit;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.platform.Fixture;
import org.dcep.simulator.platform.ProjectHome;
import org.dcep.simulator.platform.Sandbox;
import org.dcep.simulator.platform.SandboxOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code dcep up}: starts a network and keeps it running until Ctrl-C. */
@Command(
        name = "up",
        description = "Starts a network and keeps it running until Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class UpCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT_BASE = 8080;
    private static final int INTERRUPTED = 130;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Option(names = "--json", description = "Print one line of JSON with addresses and clients when all is ready.")
    private boolean json;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "Issuer, wallet, settlement, auditor, PostgreSQL and Kafka listen on the six ports after this"
                    + " one. Default: 8080 if those are free, otherwise any.")
    private Integer portBase;

    @Option(
            names = "--fixture",
            paramLabel = "NAME",
            converter = FixtureName.class,
            description = "Begin with: two-banks (two operators with reserves and currency).")
    private Fixture fixture;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep databases, events and keys in this directory.")
    private Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Make keys and secrets repeatable.")
    private Long seed;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "DEFERRED_NET",
            description = "How operators settle until a policy says otherwise: DEFERRED_NET (in cycles), GROSS (each"
                    + " payment) or HYBRID (each payment, from a queue whose obligations offset one another).")
    private ClearingMode mode;

    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            defaultValue = "CURRENCY",
            description = "What settles: CURRENCY (always covered) or RESERVES (what is in settlement accounts).")
    private SettlementAsset asset;

    @Option(
            names = "--unsafe-fast",
            description = "Do not wait for the disk. A crash of this machine may lose acknowledged payments.")
    private boolean unsafeFast;

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        Consumer<String> progress = said -> System.err.println("dcep: " + said);
        if (unsafeFast) {
            progress.accept("UNSAFE: a crash of this machine may lose acknowledged payments");
        }
        try (Sandbox sandbox = Sandbox.start(options(progress))) {
            if (fixture != null) {
                fixture.applyTo(sandbox);
            }
            print(sandbox.address(), sandbox, Duration.ofNanos(System.nanoTime() - began));
            Optional<String> casualty = sandbox.casualty();
            while (casualty.isEmpty()) {
                Thread.sleep(LOOK_EVERY.toMillis());
                casualty = sandbox.casualty();
            }
            if (AtExit.underWay()) {
                return INTERRUPTED;
            }
            throw new PlatformException(casualty.get());
        }
    }

    private SandboxOptions options(Consumer<String> progress) {
        return new SandboxOptions(
                ProjectHome.locate(),
                Optional.ofNullable(data),
                OptionalInt.of(portBase == null ? DEFAULT_PORT_BASE : portBase),
                portBase == null,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                mode.name(),
                asset.name(),
                unsafeFast,
                true,
                Map.of(),
                progress);
    }

    private void print(NetworkAddress address, Sandbox sandbox, Duration took) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(new String(Json.bytes(address), StandardCharsets.UTF_8));
        } else {
            out.print(welcome(address, sandbox, took));
        }
        out.flush();
    }

    private String welcome(NetworkAddress address, Sandbox sandbox, Duration took) {
        var text = new StringBuilder();
        text.append("Ready after %.1f s.%s%n%n"
                .formatted(took.toMillis() / 1000.0, unsafeFast ? " UNSAFE: commits do not wait for the disk." : ""));
        text.append("  issuer      %s%n  wallet      %s%n  settlement  %s%n  auditor     %s%n"
                .formatted(address.issuer(), address.wallet(), address.settlement(), address.auditor()));
        text.append("  PostgreSQL  %s:%d, databases issuer, wallet, settlement, auditor%n  Kafka       %s%n"
                .formatted(
                        sandbox.postgres().host(),
                        sandbox.postgres().port(),
                        sandbox.kafka().bootstrap()));
        text.append("  logs        %s%n%nClients (id, secret):%n"
                .formatted(sandbox.directory().resolve("logs")));
        for (NetworkAddress.Client client : address.clients()) {
            text.append("  %-13s %s%n".formatted(client.clientId(), client.clientSecret()));
        }
        NetworkAddress.Client centralBank = address.client("central-bank");
        text.append("%nTry:%n  curl -s %s/v1/circulation%n".formatted(address.issuer()));
        text.append("  curl -s %s/v1/tokens -d grant_type=client_credentials -d client_id=%s -d client_secret=%s%n"
                .formatted(address.issuer(), centralBank.clientId(), centralBank.clientSecret()));
        text.append("%nAPI documents: /q/openapi of each service. Ctrl-C stops everything.%n".formatted());
        return text.toString();
    }

    /** Reads {@code two-banks} as {@link Fixture#TWO_BANKS}. */
    static final class FixtureName implements ITypeConverter<Fixture> {
        @Override
        public Fixture convert(String value) {
            for (Fixture candidate : Fixture.values()) {
                if (candidate.name().replace('_', '-').equalsIgnoreCase(value)) {
                    return candidate;
                }
            }
            throw new TypeConversionException("'" + value + "' is no fixture; there is: two-banks");
        }
    }
}
