package org.dcep.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletId;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.client.NetworkAddress;

/**
 * The three services as one small server with its books in memory: enough of the REST contract for a scenario to play
 * on it, and able to cheat.
 */
final class ToyNetwork implements AutoCloseable {
    private static final String SANDBOX = "sandbox";
    private static final long GAS_UNITS = 21_000;

    /** Balance, payment and day, in fen; null is no limit. */
    private static final Map<String, Long[]> LIMITS = Map.of(
            "I", new Long[] {null, null, null},
            "II", new Long[] {50_000_000L, 5_000_000L, 10_000_000L},
            "III", new Long[] {2_000_000L, 500_000L, 1_000_000L},
            "IV", new Long[] {1_000_000L, 200_000L, 500_000L},
            "CORPORATE", new Long[] {null, null, null});

    static {
        // Otherwise every answer waits 40 ms for the client's acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final class Wallet {
        String id;
        String operator;
        String walletClass;
        String state = "ACTIVE";
        VerifyingKey key;
        long available;
        long spentToday;
        long gasRest;
    }

    private static final class Operator {
        int number;
        long reserve;
        long outstanding;
        long vault;
        long gas;
        long clearing;
        long reserves;
        long placed;
        long account;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, Operator> operators = new TreeMap<>();
    private final Map<String, Wallet> wallets = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> payments = new HashMap<>();
    private final Map<Long, Map<String, Object>> cycles = new TreeMap<>();
    private final Map<String, Long> gross = new TreeMap<>();
    private final Map<String, Long> grossCount = new HashMap<>();
    private long issued;
    private long redeemed;
    private long treasury;
    private LocalDate businessDate = LocalDate.of(2026, 11, 24);
    private long cheatFen;
    private final String asset;

    /** Settles in currency. */
    ToyNetwork() throws IOException {
        this("CURRENCY");
    }

    /** Settles in {@code CURRENCY}, or in {@code RESERVES}, and never lends. */
    ToyNetwork(String asset) throws IOException {
        this.asset = asset;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        open(1);
    }

    NetworkAddress address() {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
        return new NetworkAddress(
                uri,
                uri,
                uri,
                null,
                SANDBOX,
                List.of(
                        new NetworkAddress.Client("central-bank", "secret", "central-bank", null),
                        new NetworkAddress.Client("auditor", "secret", "auditor", null)));
    }

    /** The next payment inside an operator credits so much more than it debits. */
    synchronized void cheat(long fen) {
        cheatFen = fen;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Reply reply;
        try {
            JsonNode json = body.length > 0 && body[0] == '{' ? Json.tree(body) : Json.tree("{}".getBytes());
            reply = answer(exchange.getRequestMethod() + " " + path, path.split("/"), json);
        } catch (RuntimeException e) {
            reply = new Reply(500, Map.of("detail", String.valueOf(e)));
        }
        byte[] bytes = Json.bytes(reply.body());
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Reply answer(String what, String[] path, JsonNode in) {
        return switch (what) {
            case "POST /v1/tokens" -> new Reply(200, Map.of("access_token", "token", "expires_in", 3600));
            case "POST /v1/operators" -> admit(in);
            case "GET /v1/operators" -> new Reply(200, Map.of("items", operators.keySet()));
            case "POST /v1/issuances" -> issue(in);
            case "POST /v1/redemptions" -> redeem(in);
            case "GET /v1/circulation" ->
                new Reply(
                        200,
                        Map.of(
                                "issuedFen", issued,
                                "redeemedFen", redeemed,
                                "outstandingFen", issued - redeemed,
                                "reservesLockedFen", issued - redeemed,
                                "treasuryFen", treasury));
            case "GET /v1/policies/gas" -> new Reply(200, gasPolicy());
            case "POST /v1/wallets" -> openWallet(in);
            case "POST /v1/exchanges" -> exchange(in);
            case "POST /v1/payments" -> pay(in);
            case "POST /v1/cycles" -> closeCycle(in);
            case "GET /v1/cycles" -> new Reply(200, Map.of("items", cycles.values()));
            case "GET /v1/reconciliation" -> new Reply(200, reconciliation());
            default -> one(path, what.startsWith("PATCH"), in);
        };
    }

    private Map<String, Object> reconciliation() {
        long accounts = operators.values().stream()
                .mapToLong(operator -> operator.account)
                .sum();
        return Map.of("balanced", true, "terms", Map.of("settlementAccountsFen", accounts));
    }

    private Reply one(String[] path, boolean change, JsonNode in) {
        String id = path[3];
        return switch (path[2]) {
            case "operators" ->
                path.length != 5
                        ? operator(id, operators.get(id))
                        : path[4].equals("vault") ? vault(id) : place(operators.get(id), in);
            case "settlement-accounts" -> account(operators.get(id));
            case "payments" -> finalPayment(id);
            case "cycles" -> new Reply(200, cycles.get(Long.parseLong(id)));
            case "wallets" -> {
                if (change) {
                    wallets.get(id).state = in.path("state").asText();
                }
                yield new Reply(200, shown(wallets.get(id)));
            }
            default -> new Reply(404, Map.of("code", "NOT_FOUND"));
        };
    }

    private static Map<String, Object> gasPolicy() {
        return Map.of(
                "version",
                1,
                "policy",
                Map.of(
                        "price", Map.of("rule", "SCHEDULE", "microFenPerUnit", 45),
                        "units", Map.of("TRANSFER", GAS_UNITS)));
    }

    private Reply admit(JsonNode in) {
        Operator operator = new Operator();
        operator.number = operators.size() + 1;
        operator.reserve = in.path("reserveFen").asLong();
        operators.put(in.path("operatorId").asText(), operator);
        return operator(in.path("operatorId").asText(), operator);
    }

    private static Reply operator(String id, Operator operator) {
        return new Reply(
                200,
                Map.of(
                        "operatorId",
                        id,
                        "reservesFreeFen",
                        operator.reserve - operator.outstanding,
                        "reservesLockedFen",
                        operator.outstanding,
                        "outstandingFen",
                        operator.outstanding,
                        "reservesPlacedFen",
                        operator.placed,
                        "clientId",
                        id,
                        "clientSecret",
                        "secret"));
    }

    private static Reply place(Operator operator, JsonNode in) {
        long fen = in.path("amountFen").asLong();
        if (operator.reserve - operator.outstanding < fen) {
            return problem(409, "INSUFFICIENT_RESERVES", null);
        }
        operator.reserve -= fen;
        operator.placed += fen;
        operator.account += fen;
        return new Reply(201, Map.of("state", "BOOKED", "amountFen", fen));
    }

    private static Reply account(Operator operator) {
        return operator.account == 0
                ? problem(404, "NOT_FOUND", null)
                : new Reply(200, Map.of("balanceFen", operator.account));
    }

    /** What is in an operator's settlement account. */
    synchronized long settlementAccountFen(String operatorId) {
        return operators.get(operatorId).account;
    }

    private Reply vault(String id) {
        Operator operator = operators.get(id);
        long held = wallets.values().stream()
                .filter(wallet -> wallet.operator.equals(id))
                .mapToLong(wallet -> wallet.available)
                .sum();
        return new Reply(
                200,
                Map.of(
                        "operatorId", id,
                        "issuedFen", operator.outstanding,
                        "coinsFen", operator.outstanding,
                        "vaultFen", operator.vault,
                        "walletsFen", held,
                        "heldFen", 0,
                        "clearingFen", operator.clearing,
                        "gasFen", operator.gas,
                        "reservesFen", operator.reserves));
    }

    private Reply issue(JsonNode in) {
        Operator operator = operators.get(in.path("operatorId").asText());
        long fen = in.path("amountFen").asLong();
        operator.outstanding += fen;
        operator.vault += fen;
        issued += fen;
        return new Reply(201, in);
    }

    private Reply redeem(JsonNode in) {
        Operator operator = operators.get(in.path("operatorId").asText());
        long fen = in.path("amountFen").asLong();
        operator.outstanding -= fen;
        operator.vault -= fen;
        redeemed += fen;
        return new Reply(201, Map.of("state", "REDEEMED", "amountFen", fen));
    }

    private Reply openWallet(JsonNode in) {
        Wallet wallet = new Wallet();
        wallet.operator = in.path("operatorId").asText();
        wallet.walletClass = in.path("walletClass").asText();
        wallet.key = VerifyingKey.of(
                SignatureAlgorithm.named(in.path("algorithm").asText()).orElseThrow(),
                Base64Url.decode(in.path("publicKey").asText()));
        int number = operators.get(wallet.operator).number;
        wallet.id = WalletId.of(number, 0, wallets.size()).toString();
        wallets.put(wallet.id, wallet);
        return new Reply(201, shown(wallet));
    }

    private static Map<String, Object> shown(Wallet wallet) {
        Map<String, Object> limits = new HashMap<>();
        limits.put("balanceFen", LIMITS.get(wallet.walletClass)[0]);
        limits.put("perPaymentFen", LIMITS.get(wallet.walletClass)[1]);
        limits.put("dailyFen", LIMITS.get(wallet.walletClass)[2]);
        return Map.of(
                "walletId", wallet.id,
                "operatorId", wallet.operator,
                "walletClass", wallet.walletClass,
                "state", wallet.state,
                "availableFen", wallet.available,
                "heldFen", 0,
                "limits", limits);
    }

    private Reply exchange(JsonNode in) {
        Wallet wallet = wallets.get(in.path("walletId").asText());
        long fen =
                in.path("amountFen").asLong() * (in.path("direction").asText().equals("TO_WALLET") ? 1 : -1);
        if (operators.get(wallet.operator).vault < fen || wallet.available + fen < 0) {
            return new Reply(409, Map.of("code", "INSUFFICIENT_VAULT"));
        }
        wallet.available += fen;
        operators.get(wallet.operator).vault -= fen;
        return new Reply(201, Map.of("state", "DONE"));
    }

    private Reply pay(JsonNode in) {
        JsonNode json = in.path("order");
        PaymentOrder order = new PaymentOrder(
                UUID.fromString(json.path("id").asText()),
                json.path("payer").asText(),
                json.path("payee").asText(),
                Money.fen(json.path("amountFen").asLong()),
                Money.fen(json.path("maxGasFeeFen").asLong()),
                Instant.parse(json.path("expiresAt").asText()),
                json.path("reference").asText(""));
        Wallet payer = wallets.get(order.payer());
        byte[] signature = Base64Url.decode(in.path("signature").asText());
        if (!payer.key.verifies(order.signedBytes(SANDBOX), signature)) {
            return problem(401, "BAD_SIGNATURE", null);
        }
        Wallet payee = wallets.get(order.payee());
        Reply refusal = refusal(order, payer, payee);
        return refusal == null ? book(order, payer, payee) : refusal;
    }

    private static Reply refusal(PaymentOrder order, Wallet payer, Wallet payee) {
        long fen = order.amount().fen();
        Long[] limits = LIMITS.get(payer.walletClass);
        if (order.expiresAt().isBefore(Instant.now())) {
            return problem(409, "ORDER_EXPIRED", null);
        } else if (order.payer().equals(order.payee())) {
            return problem(422, "SELF_PAYMENT", null);
        } else if (payee == null) {
            return problem(422, "UNKNOWN_PAYEE", null);
        } else if (!payer.state.equals("ACTIVE") || !payee.state.equals("ACTIVE")) {
            return problem(409, "WALLET_FROZEN", null);
        } else if (feeFen(payer) > order.maxGasFee().fen()) {
            return problem(409, "FEE_ABOVE_MAXIMUM", null);
        } else if (limits[1] != null && fen > limits[1]) {
            return problem(409, "LIMIT_EXCEEDED", "PER_PAYMENT");
        } else if (limits[2] != null && payer.spentToday + fen > limits[2]) {
            return problem(409, "LIMIT_EXCEEDED", "DAILY");
        } else if (payer.available < fen + feeFen(payer)) {
            return problem(409, "INSUFFICIENT_BALANCE", null);
        }
        Long cap = LIMITS.get(payee.walletClass)[0];
        return cap != null && payee.available + fen > cap ? problem(409, "LIMIT_EXCEEDED", "BALANCE") : null;
    }

    private static long feeFen(Wallet payer) {
        return Math.max(0, -Math.floorDiv(-(GAS_UNITS * 45 - payer.gasRest), 1_000_000));
    }

    private static Reply problem(int status, String code, String limit) {
        return new Reply(status, limit == null ? Map.of("code", code) : Map.of("code", code, "limit", limit));
    }

    private Reply book(PaymentOrder order, Wallet payer, Wallet payee) {
        long fen = order.amount().fen();
        long fee = feeFen(payer);
        boolean across = !payer.operator.equals(payee.operator);
        payer.gasRest += fee * 1_000_000 - GAS_UNITS * 45;
        payer.available -= fen + fee;
        payer.spentToday += fen;
        payee.available += fen + (across ? 0 : cheatFen);
        cheatFen = across ? cheatFen : 0;
        operators.get(payer.operator).gas += fee;
        if (across) {
            operators.get(payer.operator).clearing += fen;
            operators.get(payee.operator).clearing -= fen;
        }
        gross.merge(payer.operator + "/" + payee.operator, fen, Long::sum);
        grossCount.merge(payer.operator + "/" + payee.operator, 1L, Long::sum);
        Map<String, Object> payment = new HashMap<>();
        payment.put("paymentId", order.id());
        payment.put("state", across ? "PENDING" : "ACCEPTED");
        payment.put("gasUnits", GAS_UNITS);
        payment.put("gasFeeFen", fee);
        payment.put("cycleId", (long) cycles.size());
        payments.put(order.id().toString(), payment);
        return new Reply(across ? 202 : 201, Map.copyOf(payment));
    }

    private Reply finalPayment(String id) {
        payments.get(id).put("state", "ACCEPTED");
        return new Reply(200, payments.get(id));
    }

    private void open(long number) {
        cycles.put(
                number,
                new HashMap<>(Map.of(
                        "cycleId",
                        number,
                        "state",
                        "OPEN",
                        "mode",
                        "DEFERRED_NET",
                        "asset",
                        asset,
                        "businessDate",
                        businessDate.toString())));
    }

    private Reply closeCycle(JsonNode in) {
        long number = cycles.size();
        Map<String, Object> cycle = cycles.get(number);
        cycle.put("state", "SETTLED");
        Map<String, Long> net = new TreeMap<>();
        List<Map<String, Object>> pairs = new ArrayList<>();
        gross.forEach((pair, fen) -> {
            String from = pair.split("/")[0];
            String to = pair.split("/")[1];
            net.merge(from, -fen, Long::sum);
            net.merge(to, fen, Long::sum);
            pairs.add(Map.of(
                    "fromOperatorId", from, "toOperatorId", to, "payments", grossCount.get(pair), "amountFen", fen));
        });
        cycle.put("gross", pairs);
        List<Map<String, Object>> nets = new ArrayList<>();
        net.forEach((operator, fen) -> {
            nets.add(Map.of("operatorId", operator, "netFen", fen));
            settle(operators.get(operator), fen);
        });
        cycle.put("net", nets);
        sweepGas(cycle);
        gross.clear();
        grossCount.clear();
        wallets.values().forEach(wallet -> wallet.spentToday = 0);
        businessDate = LocalDate.parse(in.path("nextBusinessDate").asText());
        open(number + 1);
        return new Reply(201, cycle);
    }

    /** Coins follow only where currency settles. */
    private void settle(Operator operator, long fen) {
        operator.clearing += fen;
        if (asset.equals("CURRENCY")) {
            operator.outstanding += fen;
        } else if (operator.account + fen < 0) {
            throw new IllegalStateException("a settlement account would be below zero");
        } else {
            operator.account += fen;
            operator.reserves -= fen;
        }
    }

    private void sweepGas(Map<String, Object> cycle) {
        List<Map<String, Object>> gas = new ArrayList<>();
        long sum = 0;
        for (Map.Entry<String, Operator> operator : operators.entrySet()) {
            long fen = operator.getValue().gas;
            gas.add(Map.of("operatorId", operator.getKey(), "gasUnits", fen * 22_000, "gasFeeFen", fen));
            operator.getValue().gas = 0;
            operator.getValue().outstanding -= fen;
            sum += fen;
        }
        treasury += sum;
        cycle.put("gas", gas);
        cycle.put(
                "gasShares",
                List.of(
                        Map.of("beneficiary", "treasury", "basisPoints", 6000, "amountFen", sum - sum * 4 / 10),
                        Map.of("beneficiary", "framework", "basisPoints", 4000, "amountFen", sum * 4 / 10)));
    }
}
