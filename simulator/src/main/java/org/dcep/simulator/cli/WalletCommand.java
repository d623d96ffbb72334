package org.dcep.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.cli.WalletHome.Kept;
import org.dcep.simulator.client.Answer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.RestClient;
import org.dcep.simulator.client.SettlementApi;
import org.dcep.simulator.client.SignedPayment;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.receipt.PublicKeys;
import org.dcep.simulator.receipt.ReceiptCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code dcep wallet}: a wallet on the command line, its key in a directory of small files. */
@Command(
        name = "wallet",
        description = "Makes keys, opens a wallet, pays, lists entries, keeps and verifies receipts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
public final class WalletCommand {
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where keys and receipts are kept; ~/.dcep-wallet by default.")
    private Path home = Path.of(System.getProperty("user.home"), ".dcep-wallet");

    @Option(
            names = "--network",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The line that 'dcep up --json' printed; remembered for the next time.")
    private Path network;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Command(description = "Makes a key pair and keeps it.", mixinStandardHelpOptions = true)
    int keygen(
            @Parameters(paramLabel = "NAME", description = "What to call the wallet here.") String name,
            @Option(
                            names = "--algorithm",
                            defaultValue = "Ed25519",
                            paramLabel = "ALGORITHM",
                            description = "Ed25519 or SM2.")
                    String algorithm)
            throws IOException {
        SignatureAlgorithm chosen = SignatureAlgorithm.named(algorithm)
                .orElseThrow(() -> new PlatformException("no such algorithm: " + algorithm + "; Ed25519 or SM2"));
        Kept kept = home().add(name, chosen, SigningKey.generate(chosen, new SecureRandom()));
        return say(Map.of("name", name, "algorithm", algorithm, "publicKey", kept.publicKey()), kept.publicKey());
    }

    @Command(description = "Opens a wallet for a key at an operator.", mixinStandardHelpOptions = true)
    int open(
            @Parameters(paramLabel = "NAME", description = "The name given to keygen.") String name,
            @Option(names = "--operator", required = true, paramLabel = "ID", description = "The operator's id.")
                    String operator,
            @Option(
                            names = "--class",
                            defaultValue = "II",
                            paramLabel = "CLASS",
                            description = "I, II, III, IV or CORPORATE; II by default.")
                    WalletClass walletClass)
            throws IOException {
        Kept kept = home().wallet(name);
        if (kept.walletId() != null) {
            throw new PlatformException("the wallet " + name + " is open already, as " + kept.walletId());
        }
        Connection connection = connection();
        // The key itself makes a repeated request return the same wallet.
        String key = UUID.nameUUIDFromBytes(kept.publicKey().getBytes(StandardCharsets.UTF_8))
                .toString();
        WalletApi.Wallet opened = connection
                .wallets()
                .open(
                        operator(connection, operator),
                        key,
                        new WalletApi.Opening(operator, walletClass.name(), kept.publicKey(), kept.algorithm(), null));
        home().save(kept.opened(opened.walletId(), operator));
        home().keepKeys(PublicKeys.of(connection).document());
        return say(opened, opened.walletId());
    }

    @Command(
            description = "Exchanges bank deposit into currency, or back if the amount is negative.",
            mixinStandardHelpOptions = true)
    int exchange(
            @Parameters(paramLabel = "NAME", description = "The wallet.") String name,
            @Option(names = "--amount", required = true, paramLabel = "YUAN", description = "Such as 100.00 or -20.")
                    BigDecimal amount)
            throws IOException {
        Kept kept = home().wallet(name);
        Connection connection = connection();
        long fen = fen(amount.abs());
        Answer answer = connection
                .wallets()
                .exchange(
                        operator(connection, kept.operatorId()),
                        UUID.randomUUID(),
                        kept.requireWalletId(),
                        amount.signum() < 0 ? "TO_DEPOSIT" : "TO_WALLET",
                        fen);
        JsonNode done = answer.as(JsonNode.class);
        return say(done, done.path("direction").asText() + " " + Money.fen(fen));
    }

    @Command(description = "Signs a payment, sends it and waits until it is final.", mixinStandardHelpOptions = true)
    int pay(
            @Parameters(paramLabel = "NAME", description = "The wallet that pays.") String name,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "WALLET",
                            description = "A wallet number, or the name of a wallet kept here.")
                    String to,
            @Option(names = "--amount", required = true, paramLabel = "YUAN", description = "Such as 12.50.")
                    BigDecimal amount,
            @Option(names = "--reference", defaultValue = "", paramLabel = "TEXT", description = "For the payee.")
                    String reference,
            @Option(
                            names = "--max-gas-fee",
                            paramLabel = "YUAN",
                            defaultValue = "1.00",
                            description = "Refuse rather than pay more for gas; 1.00 by default.")
                    BigDecimal maxGasFee)
            throws IOException {
        Kept kept = home().wallet(name);
        Connection connection = connection();
        PaymentOrder order = new PaymentOrder(
                UUID.randomUUID(),
                kept.requireWalletId(),
                WalletId.hasShape(to) ? to : home().wallet(to).requireWalletId(),
                Money.fen(fen(amount)),
                Money.fen(maxGasFee.signum() == 0 ? 0 : fen(maxGasFee)),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).plus(VALIDITY),
                reference);
        SignedPayment payment = SignedPayment.of(order, connection.network(), kept.key());
        home().keepOrder(payment);
        Answer answer = connection.wallets().pay(payment);
        WalletApi.Payment told = finalState(connection, kept, answer);
        String refusal = told.reason() == null ? "" : " " + told.reason();
        say(told, told.state() + refusal + " " + told.paymentId() + " gas " + Money.fen(told.gasFeeFen()));
        return told.state().equals("REFUSED") ? 1 : 0;
    }

    private WalletApi.Payment finalState(Connection connection, Kept kept, Answer answer) {
        WalletApi.Payment[] latest = {answer.as(WalletApi.Payment.class)};
        Credentials operator = operator(connection, kept.operatorId());
        Patience.FOR_AN_EVENT.until("payment " + latest[0].paymentId() + " becoming final", () -> {
            if (latest[0].isPending()) {
                latest[0] = connection.wallets().payment(operator, latest[0].paymentId());
            }
            return !latest[0].isPending();
        });
        return latest[0];
    }

    @Command(description = "Shows what a wallet holds.", mixinStandardHelpOptions = true)
    int balance(@Parameters(paramLabel = "NAME", description = "The wallet.") String name) throws IOException {
        Kept kept = home().wallet(name);
        Connection connection = connection();
        WalletApi.Wallet wallet =
                connection.wallets().wallet(operator(connection, kept.operatorId()), kept.requireWalletId());
        String held = wallet.heldFen() == 0 ? "" : ", " + Money.fen(wallet.heldFen()) + " held";
        return say(wallet, Money.fen(wallet.availableFen()) + held);
    }

    @Command(description = "Lists what went in and out.", mixinStandardHelpOptions = true)
    int entries(
            @Parameters(paramLabel = "NAME", description = "The wallet.") String name,
            @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where a list ended.") String after,
            @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "At most so many.")
                    int limit)
            throws IOException {
        Kept kept = home().wallet(name);
        Connection connection = connection();
        JsonNode page = connection
                .wallets()
                .entries(
                        operator(connection, kept.operatorId()),
                        kept.requireWalletId(),
                        Optional.ofNullable(after),
                        limit);
        StringBuilder table = new StringBuilder("%-24s %14s %8s %14s  %-16s %s%n"
                .formatted("time", "yuan", "gas", "balance", "counterparty", "payment"));
        for (JsonNode entry : page.path("items")) {
            table.append("%-24s %14s %8s %14s  %-16s %s%n"
                    .formatted(
                            entry.path("time").asText(),
                            yuan(entry.path("amountFen").asLong()),
                            yuan(entry.path("gasFeeFen").asLong()),
                            yuan(entry.path("balanceAfterFen").asLong()),
                            entry.path("counterparty").asText(""),
                            entry.path("paymentId").asText("")));
        }
        if (page.path("next").isTextual()) {
            table.append("more: --after ").append(page.path("next").asText());
        }
        return say(page, table.toString().stripTrailing());
    }

    @Command(
            description =
                    "Fetches the operator's signed receipt and the proof that the payment is in the log, and keeps"
                            + " both in one file.",
            mixinStandardHelpOptions = true)
    int receipt(
            @Parameters(paramLabel = "NAME", description = "The wallet that paid or was paid.") String name,
            @Parameters(paramLabel = "PAYMENT", description = "The payment's id.") UUID paymentId)
            throws IOException {
        Kept kept = home().wallet(name);
        Connection connection = connection();
        JsonNode receipt = connection.wallets().receipt(operator(connection, kept.operatorId()), paymentId);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("network", connection.network());
        document.put("receipt", receipt);
        if (receipt.has("leaf")) {
            proof(paymentId).ifPresent(proof -> document.put("proof", proof));
        }
        home().keepKeys(PublicKeys.of(connection).document());
        Path file = home().keepReceipt(paymentId, document);
        return say(document, file.toString());
    }

    /** Empty if the log does not prove the payment soon; the operator's signature is there all the same. */
    private Optional<JsonNode> proof(UUID paymentId) throws IOException {
        URI settlement = home().network(Optional.ofNullable(network)).settlement();
        return new SettlementApi(new RestClient(Patience.FOR_A_PROOF), settlement).proof(paymentId);
    }

    @Command(
            description = "Checks a receipt without a network; ends with 1 if anything in it does not hold.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "FILE", description = "A receipt.") Path file,
            @Option(names = "--keys", paramLabel = "FILE", description = "Public keys; those kept by default.")
                    Path keys)
            throws IOException {
        JsonNode receipt = VerifyCommand.read(file);
        JsonNode known = keys == null ? home().keys() : VerifyCommand.read(keys);
        String networkName = home().network(Optional.ofNullable(network)).network();
        return VerifyCommand.print(ReceiptCheck.of(receipt, new PublicKeys(known), networkName), json);
    }

    private WalletHome home() {
        return new WalletHome(home);
    }

    private Connection connection() throws IOException {
        return Connection.to(home().network(Optional.ofNullable(network)));
    }

    private Credentials operator(Connection connection, String operatorId) {
        try {
            NetworkAddress address = home().network(Optional.empty());
            NetworkAddress.Client client = address.clients().stream()
                    .filter(candidate -> operatorId != null && operatorId.equals(candidate.operator()))
                    .findFirst()
                    .orElseThrow(() -> new PlatformException(
                            "the network file names no client of operator " + operatorId + "; add one to its clients"));
            return connection.issuedBy().client(client.clientId(), client.clientSecret());
        } catch (IOException e) {
            throw new PlatformException("cannot read the network's address: " + e.getMessage());
        }
    }

    private int say(Object document, String text) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(json ? new String(Json.bytes(document), StandardCharsets.UTF_8) : text);
        return 0;
    }

    private static long fen(BigDecimal yuan) {
        try {
            long fen = yuan.movePointRight(2).longValueExact();
            if (fen < 1 || fen > Money.MAX_FEN) {
                throw new PlatformException("the amount must be at least 0.01 yuan: " + yuan);
            }
            return fen;
        } catch (ArithmeticException e) {
            throw new PlatformException("an amount has at most two decimals: " + yuan);
        }
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
