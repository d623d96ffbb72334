package org.dcep.simulator.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.simulator.bench.load.Crowd;
import org.dcep.simulator.bench.load.Participants;
import org.dcep.simulator.client.Answer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.client.IssuerApi;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.NetworkAddress;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SignedPayroll;
import org.dcep.simulator.client.UnexpectedAnswer;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.scenario.Progress;
import org.dcep.simulator.workload.Ids;

/**
 * The operators and wallets of a bench. Everything comes about through the public REST API: the central bank admits two
 * operators and issues, employers exchange deposits, and payrolls carry the money to the people.
 */
final class FundedCrowd {
    static final List<String> OPERATORS = List.of("bank-a", "bank-b");

    /** What an employer starts with: enough for ten billion items of a payroll. */
    private static final long EMPLOYER_FEN = 200_000_000_000L;

    /** What everybody starts with. */
    private static final long BASE_FEN = 10_000;

    /** What all people together could spend on top, shared by how active they are: a hundred million payments. */
    private static final double ACTIVE_FEN = 2e9;

    private static final int PAYROLL_ITEMS = 1_000;

    /** Wallets opened in one request. */
    private static final int OPENINGS = 2_000;

    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private final Connection connection;
    private final Crowd crowd;
    private final SignatureAlgorithm algorithm;
    private final Ids ids;
    private final UUID run;
    private final long maxGasFeeFen;
    private final Lanes lanes;
    private final Progress progress;
    private final Map<String, Credentials> operators = new HashMap<>();
    private final String[] numbers;

    /**
     * @param run another id for every run
     */
    FundedCrowd(
            Connection connection,
            Crowd crowd,
            SignatureAlgorithm algorithm,
            UUID run,
            long maxGasFeeFen,
            Lanes lanes,
            Progress progress) {
        this.connection = connection;
        this.crowd = crowd;
        this.algorithm = algorithm;
        this.ids = new Ids(crowd.seed());
        this.run = run;
        this.maxGasFeeFen = maxGasFeeFen;
        this.lanes = lanes;
        this.progress = progress;
        this.numbers = new String[crowd.wallets()];
    }

    /**
     * Admits the operators that the network does not know yet, and has enough issued to all; where they settle in
     * reserves, they set some aside for it.
     *
     * @param known clients of the network
     * @param admitted is told the clients of those who are new
     */
    void admitOperators(List<NetworkAddress.Client> known, Consumer<NetworkAddress.Client> admitted) {
        progress.say("admitting operators");
        for (String operator : OPERATORS) {
            NetworkAddress.Client client = known.stream()
                    .filter(each -> operator.equals(each.operator()))
                    .findFirst()
                    .orElseGet(() -> admit(operator, admitted));
            operators.put(operator, connection.issuedBy().client(client.clientId(), client.clientSecret()));
        }
        long fen = crowd.employers() / Crowd.OPERATORS * EMPLOYER_FEN;
        boolean inReserves =
                connection.settlement().openCycle(connection.auditor()).settlesInReserves();
        for (String operator : OPERATORS) {
            long before = awaitedVaultFen(operator);
            connection.issuer().addReserves(connection.centralBank(), id("reserves", operator), operator, fen);
            connection.issuer().issue(operators.get(operator), id("issuance", operator), operator, fen);
            Patience.FOR_AN_EVENT.until(
                    "the vault of " + operator + " receiving " + fen + " fen",
                    () -> awaitedVaultFen(operator) == before + fen);
            if (inReserves) {
                placeLiquidity(operator, fen);
            }
        }
    }

    /** As much as all of the operator's wallets can hold, so that nothing waits for liquidity. */
    private void placeLiquidity(String operator, long fen) {
        long before = settlementAccountFen(operator);
        connection.issuer().addReserves(connection.centralBank(), id("liquidity", operator), operator, fen);
        connection.issuer().placeLiquidity(operators.get(operator), id("placement", operator), operator, fen);
        Patience.FOR_AN_EVENT.until(
                "the settlement account of " + operator + " receiving " + fen + " fen",
                () -> settlementAccountFen(operator) == before + fen);
    }

    private long settlementAccountFen(String operator) {
        return connection
                .settlement()
                .accountBalanceFen(connection.auditor(), operator)
                .orElse(0);
    }

    private NetworkAddress.Client admit(String operator, Consumer<NetworkAddress.Client> admitted) {
        IssuerApi.Operator told = connection.issuer().admit(connection.centralBank(), operator, "Bench " + operator, 0);
        var client = new NetworkAddress.Client(told.clientId(), told.clientSecret(), "operator", operator);
        admitted.accept(client);
        return client;
    }

    /** What lies in the vault, once the operator's admission has reached the wallet service. */
    private long awaitedVaultFen(String operator) {
        long[] fen = new long[1];
        Patience.FOR_AN_EVENT.until("the admission of " + operator + " reaching the wallet service", () -> {
            Optional<WalletApi.Vault> vault = connection.wallets().vault(connection.auditor(), operator);
            fen[0] = vault.map(WalletApi.Vault::vaultFen).orElse(0L);
            return vault.isPresent();
        });
        return fen[0];
    }

    /**
     * Opens every wallet and writes their numbers.
     *
     * @param publicKeys the file that the load process has written
     */
    void openWallets(Path publicKeys, Path numbersFile) throws IOException {
        byte[] keys = Files.readAllBytes(publicKeys);
        progress.begin("opening wallets", crowd.wallets());
        List<Runnable> batches = new ArrayList<>();
        for (int operator = 0; operator < Crowd.OPERATORS; operator++) {
            int step = Crowd.OPERATORS * OPENINGS;
            for (int from = operator; from < crowd.wallets(); from += step) {
                int first = from;
                int end = Math.min(crowd.wallets(), from + step);
                batches.add(() -> open(first, end, keys));
            }
        }
        lanes.run(batches);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(numbersFile)))) {
            for (String number : numbers) {
                out.writeLong(Long.parseLong(number));
            }
        }
    }

    /** The wallets of one operator from {@code first} to {@code end}, that one excluded. */
    private void open(int first, int end, byte[] keys) {
        int size = algorithm.keyBytes();
        List<WalletApi.BatchOpening> openings = new ArrayList<>();
        for (int wallet = first; wallet < end; wallet += Crowd.OPERATORS) {
            byte[] key = Arrays.copyOfRange(keys, wallet * size, (wallet + 1) * size);
            openings.add(new WalletApi.BatchOpening(
                    operatorOf(wallet),
                    classOf(wallet).name(),
                    Base64Url.encode(key),
                    algorithm.wireName(),
                    id("wallet", Integer.toString(wallet)).toString()));
        }
        List<String> opened = connection.wallets().openAll(operators.get(operatorOf(first)), openings);
        for (int i = 0; i < opened.size(); i++) {
            numbers[first + i * Crowd.OPERATORS] = opened.get(i);
            progress.step();
        }
    }

    /** People have wallets of class I, which has no limits: a bench must not measure refusals. */
    private WalletClass classOf(int wallet) {
        return crowd.isEmployer(wallet) ? WalletClass.CORPORATE : WalletClass.I;
    }

    private static String operatorOf(int wallet) {
        return OPERATORS.get(Crowd.operatorOf(wallet));
    }

    /** Employers exchange deposits and pay everybody what the load will need. */
    void fund() {
        for (int employer = crowd.people(); employer < crowd.wallets(); employer++) {
            Answer answer = connection
                    .wallets()
                    .exchange(
                            operators.get(operatorOf(employer)),
                            id("exchange", Integer.toString(employer)),
                            numbers[employer],
                            "TO_WALLET",
                            EMPLOYER_FEN);
            if (!answer.succeeded()) {
                throw new UnexpectedAnswer(answer);
            }
        }
        double[] activity = crowd.activity();
        progress.begin("funding wallets", crowd.people());
        List<Runnable> payrolls = new ArrayList<>();
        for (int operator = 0; operator < Crowd.OPERATORS; operator++) {
            List<Integer> people = new ArrayList<>();
            for (int person = operator; person < crowd.people(); person += Crowd.OPERATORS) {
                people.add(person);
            }
            for (int from = 0; from < people.size(); from += PAYROLL_ITEMS) {
                List<Integer> slice = people.subList(from, Math.min(people.size(), from + PAYROLL_ITEMS));
                int employer = employerOf(operator, from / PAYROLL_ITEMS);
                payrolls.add(() -> pay(
                        employer,
                        slice.stream()
                                .map(person -> item(
                                        "funding", person, person, BASE_FEN + (long) (activity[person] * ACTIVE_FEN)))
                                .toList()));
            }
        }
        lanes.run(payrolls);
    }

    /** Payments that lie in the books before anything is measured, inside the operators. */
    void makeHistory(int payments) {
        if (payments == 0) {
            return;
        }
        progress.begin("making history", payments);
        List<Runnable> payrolls = new ArrayList<>();
        for (int from = 0; from < payments; from += PAYROLL_ITEMS) {
            int first = from;
            int turn = from / PAYROLL_ITEMS;
            payrolls.add(() -> {
                List<SignedPayroll.Item> items = new ArrayList<>();
                for (int i = first; i < first + PAYROLL_ITEMS; i++) {
                    int person = (i / Crowd.OPERATORS % (crowd.people() / Crowd.OPERATORS)) * Crowd.OPERATORS
                            + turn % Crowd.OPERATORS;
                    items.add(item("history", i, person, 1));
                }
                pay(employerOf(turn % Crowd.OPERATORS, turn / Crowd.OPERATORS), items);
            });
        }
        lanes.run(payrolls);
    }

    /** The employers of an operator take turns. */
    private int employerOf(int operator, int turn) {
        return crowd.people() + turn % (crowd.employers() / Crowd.OPERATORS) * Crowd.OPERATORS + operator;
    }

    private SignedPayroll.Item item(String kind, int number, int person, long fen) {
        return new SignedPayroll.Item(id(kind, Integer.toString(number)), numbers[person], fen);
    }

    private void pay(int employer, List<SignedPayroll.Item> items) {
        SigningKey key = Participants.key(ids, algorithm, employer);
        var expiresAt = Clock.systemUTC().instant().plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS);
        SignedPayroll payroll =
                SignedPayroll.of(numbers[employer], items, maxGasFeeFen, expiresAt, connection.network(), key);
        for (var outcome : connection.wallets().pay(payroll).path("outcomes")) {
            if (outcome.path("status").asInt() / 100 != 2) {
                throw new IllegalStateException("a payment of a payroll was refused: " + outcome);
            }
            progress.step();
        }
    }

    private UUID id(String kind, String what) {
        return UUID.nameUUIDFromBytes((run + "/" + kind + "/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
