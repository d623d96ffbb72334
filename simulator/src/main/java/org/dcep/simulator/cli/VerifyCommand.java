package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.receipt.PublicKeys;
import org.dcep.simulator.receipt.ReceiptCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcep verify}: checks a receipt with nothing but the public keys. */
@Command(
        name = "verify",
        description = "Checks a receipt with nothing but the public keys, without a network.",
        footer = {"", "Exit code 0: all of it holds. 1: something in it does not. 2: wrong command line or file."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {
    private static final long MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "RECEIPT", description = "What 'dcep wallet receipt' kept, or an operator's receipt.")
    private Path receipt;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "KEYS",
            description = "Public keys, as GET /v1/keys of the three services say them, in one list.")
    private Path keys;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "sandbox",
            description = "The network of a receipt that does not name it; sandbox by default.")
    private String network;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            return print(ReceiptCheck.of(read(receipt), new PublicKeys(read(keys)), network), json);
        } catch (UnusableFile e) {
            spec.commandLine().getErr().println("dcep: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    /** Says what was found; 0 if all of it holds. */
    static int print(ReceiptCheck check, boolean json) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                json
                        ? new String(
                                Json.bytes(Map.of("genuine", check.isGenuine(), "findings", check.findings())),
                                StandardCharsets.UTF_8)
                        : check.says());
        return check.isGenuine() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /**
     * One JSON document of at most a mebibyte.
     *
     * @throws UnusableFile if the file cannot be read or holds no such document
     */
    static JsonNode read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableFile("cannot read " + file);
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new UnusableFile(file + " is larger than any receipt or list of keys");
        }
        try {
            JsonNode document = Json.tree(Files.readAllBytes(file));
            if (!document.isMissingNode()) {
                return document;
            }
        } catch (UncheckedIOException e) {
            throw notJson(file);
        }
        throw notJson(file);
    }

    private static UnusableFile notJson(Path file) {
        return new UnusableFile(file + " is not a JSON document");
    }
}
