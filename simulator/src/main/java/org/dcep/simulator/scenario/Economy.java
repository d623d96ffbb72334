package org.dcep.simulator.scenario;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.simulator.client.Answer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.IssuerApi;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.UnexpectedAnswer;
import org.dcep.simulator.client.WalletApi;
import org.dcep.simulator.workload.BankPlan;
import org.dcep.simulator.workload.Ids;
import org.dcep.simulator.workload.PlannedPayment;
import org.dcep.simulator.workload.TrackedWallet;
import org.dcep.simulator.workload.WalletPlan;

/**
 * The banks and wallets of a run and everything that was done with them: each verb asks a service, waits until its
 * effect is visible to the next verb, and records what the answer said. Verbs are called by one thread.
 */
public final class Economy {

    private final Connection connection;
    private final Lanes lanes;
    private final Progress progress;
    private final PaymentDesk desk;
    private final Ids ids;
    private final List<Bank> banks = new ArrayList<>();
    private final List<TrackedWallet> wallets = new ArrayList<>();
    private final List<PaymentResult> results = new ArrayList<>();
    private final List<Cycle> cycles = new ArrayList<>();
    private final List<DayFigures> days = new ArrayList<>();
    private final List<Exchange> exchanged = new ArrayList<>();
    private int counter;

    public Economy(Connection connection, Lanes lanes, Progress progress, long seed) {
        this.connection = connection;
        this.lanes = lanes;
        this.progress = progress;
        this.desk = new PaymentDesk(connection, lanes, Clock.systemUTC(), progress);
        this.ids = new Ids(seed);
    }

    /** The central bank admits {@code plans}, in this order, each with its reserve. */
    void admit(List<BankPlan> plans, List<Long> reservesFen) {
        if (connection.issuer().operatorCount(connection.centralBank()) > 0) {
            throw new IllegalStateException("a run needs a fresh sandbox, this one has operators already");
        }
        for (int i = 0; i < plans.size(); i++) {
            BankPlan plan = plans.get(i);
            progress.say("the central bank admits " + plan.operatorId());
            IssuerApi.Operator admitted = connection
                    .issuer()
                    .admit(connection.centralBank(), plan.operatorId(), plan.name(), reservesFen.get(i));
            banks.add(new Bank(plan, connection.issuedBy().client(admitted.clientId(), admitted.clientSecret())));
        }
        for (Bank bank : banks) {
            Patience.FOR_AN_EVENT.until(
                    "the admission of " + bank.operatorId() + " reaching the wallet service",
                    () -> connection
                            .wallets()
                            .vault(connection.auditor(), bank.operatorId())
                            .isPresent());
        }
    }

    /** Whether operators settle in reserves, and so need some in their settlement accounts. */
    boolean settlesInReserves() {
        return connection.settlement().openCycle(connection.auditor()).settlesInReserves();
    }

    /** The bank sets {@code fen} of its reserves aside for settlement; returns when settlement has them. */
    void placeLiquidity(Bank bank, long fen) {
        connection.issuer().placeLiquidity(bank.credentials(), nextId("placement"), bank.operatorId(), fen);
        Patience.FOR_AN_EVENT.until(
                "the settlement account of " + bank.operatorId() + " holding " + fen + " fen",
                () -> connection
                        .settlement()
                        .accountBalanceFen(connection.auditor(), bank.operatorId())
                        .equals(OptionalLong.of(fen)));
    }

    /** The issuer mints {@code fen} for a bank; returns when the coins lie in the bank's vault. */
    void issue(Bank bank, long fen) {
        connection.issuer().issue(bank.credentials(), nextId("issuance"), bank.operatorId(), fen);
        bank.issued(fen);
        awaitVault(bank);
    }

    /** The bank gives {@code fen} back to the issuer; returns when the vault has paid and the coins are destroyed. */
    void redeem(Bank bank, long fen) {
        IssuerApi.Redemption redemption =
                connection.issuer().redeem(bank.credentials(), nextId("redemption"), bank.operatorId(), fen);
        if (!redemption.state().equals("REDEEMED")) {
            throw new IllegalStateException(
                    "redemption of " + fen + " fen by " + bank.operatorId() + " was refused: " + redemption.reason());
        }
        bank.redeemed(fen);
        awaitVault(bank);
    }

    /**
     * Opens wallets, those of one bank one after another, so that the same plan gives the same wallet numbers.
     *
     * @param side how many wallets one bank opens at a time; more than 1 is quicker and leaves the numbers to chance
     */
    void open(List<WalletPlan> plans, int side) {
        progress.begin("opening wallets", plans.size());
        TrackedWallet[] opened = new TrackedWallet[plans.size()];
        Map<Integer, List<Integer>> byLane = new LinkedHashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            byLane.computeIfAbsent(plans.get(i).bank() * side + i % side, lane -> new ArrayList<>())
                    .add(i);
        }
        lanes.run(byLane.values().stream()
                .map(lane -> (Runnable) () -> lane.forEach(index -> {
                    opened[index] = open(plans.get(index));
                    progress.step();
                }))
                .toList());
        wallets.addAll(List.of(opened));
    }

    private TrackedWallet open(WalletPlan plan) {
        Bank bank = banks.get(plan.bank());
        SigningKey key = ids.key(plan.algorithm(), plan.name());
        WalletApi.Opening opening = new WalletApi.Opening(
                bank.operatorId(),
                plan.walletClass().name(),
                Base64Url.encode(key.verifyingKey().raw()),
                plan.algorithm().wireName(),
                null);
        String idempotencyKey = ids.id("wallet/" + plan.name(), 0).toString();
        return new TrackedWallet(plan, connection.wallets().open(bank.credentials(), idempotencyKey, opening), key);
    }

    /** Carries out {@code exchanges}, many at a time; each wallet at most once. */
    void exchange(List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return;
        }
        progress.begin("exchanging deposits", exchanges.size());
        List<Runnable> tasks = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            var id = nextId("exchange");
            tasks.add(() -> {
                TrackedWallet wallet = exchange.wallet();
                Answer answer = connection
                        .wallets()
                        .exchange(
                                bankOf(wallet).credentials(),
                                id,
                                wallet.walletId(),
                                exchange.direction(),
                                Math.abs(exchange.fen()));
                if (!answer.succeeded()) {
                    throw new UnexpectedAnswer(answer);
                }
                progress.step();
            });
        }
        lanes.run(tasks);
        exchanges.forEach(this::record);
    }

    private void record(Exchange exchange) {
        TrackedWallet wallet = exchange.wallet();
        wallet.exchanged(exchange.fen());
        bankOf(wallet).exchanged(exchange.fen());
        exchanged.add(exchange);
    }

    /** The wallet's bank freezes, unfreezes or closes it. */
    void setState(TrackedWallet wallet, String state) {
        connection.wallets().setState(bankOf(wallet).credentials(), wallet.walletId(), state);
        wallet.changed(state);
    }

    /** Sends a wave of payments and returns when all are final and recorded. */
    List<PaymentResult> pay(List<List<PlannedPayment>> wave, int day) {
        List<PaymentResult> told = desk.pay(wave, day);
        for (PaymentResult result : told) {
            if (result.isAccepted()) {
                PlannedPayment payment = result.planned();
                payment.payer().paid(payment.amountFen(), result.gasFeeFen());
                payment.payee()
                        .orElseThrow(() -> new IllegalStateException(
                                "payment " + payment.id() + " to a wallet that does not exist was accepted"))
                        .received(payment.amountFen());
            }
        }
        results.addAll(told);
        return told;
    }

    /** Closes the settlement cycle; returns when it is settled and the issuer has moved the coins. */
    Cycle settle(int day) {
        progress.say("settling day " + day);
        Cycle open = connection.settlement().openCycle(connection.auditor());
        Cycle settled = connection
                .settlement()
                .close(
                        connection.centralBank(),
                        connection.auditor(),
                        nextId("cycle"),
                        open.businessDate().plusDays(1));
        cycles.add(settled);
        wallets.forEach(TrackedWallet::newDay);
        for (Bank bank : banks) {
            Patience.FOR_AN_EVENT.until(
                    "cycle " + settled.cycleId() + " reaching the issuer for " + bank.operatorId(),
                    () -> vault(bank).placedFen()
                            == connection
                                    .issuer()
                                    .operator(connection.auditor(), bank.operatorId())
                                    .outstandingFen());
        }
        return settled;
    }

    /** Notes where the currency is; the day is over. */
    void endDay(int day) {
        List<PaymentResult> ofDay =
                results.stream().filter(result -> result.day() == day).toList();
        List<PaymentResult> accepted =
                ofDay.stream().filter(PaymentResult::isAccepted).toList();
        days.add(new DayFigures(
                day,
                banks.stream().mapToLong(Bank::issuedFen).sum(),
                banks.stream().mapToLong(Bank::redeemedFen).sum(),
                banks.stream().mapToLong(Bank::vaultFen).sum(),
                heldBy(WalletPlan.Role.PERSON) + heldBy(WalletPlan.Role.PAYER),
                heldBy(WalletPlan.Role.MERCHANT) + heldBy(WalletPlan.Role.PAYEE),
                cycles.stream().mapToLong(Cycle::gasFeeFen).sum(),
                accepted.stream()
                        .mapToLong(result -> result.planned().amountFen())
                        .sum(),
                accepted.size(),
                ofDay.size() - accepted.size()));
    }

    private long heldBy(WalletPlan.Role role) {
        return wallets.stream()
                .filter(wallet -> wallet.is(role))
                .mapToLong(TrackedWallet::availableFen)
                .sum();
    }

    private void awaitVault(Bank bank) {
        Patience.FOR_AN_EVENT.until(
                "the vault of " + bank.operatorId() + " holding " + bank.vaultFen() + " fen",
                () -> vault(bank).vaultFen() == bank.vaultFen());
    }

    WalletApi.Vault vault(Bank bank) {
        return connection
                .wallets()
                .vault(connection.auditor(), bank.operatorId())
                .orElseThrow(() -> new IllegalStateException("operator " + bank.operatorId() + " has disappeared"));
    }

    private Bank bankOf(TrackedWallet wallet) {
        return banks.get(wallet.plan().bank());
    }

    private UUID nextId(String kind) {
        counter++;
        return ids.id(kind, counter);
    }

    Connection connection() {
        return connection;
    }

    Lanes lanes() {
        return lanes;
    }

    Progress progress() {
        return progress;
    }

    public List<Bank> banks() {
        return banks;
    }

    public List<TrackedWallet> wallets() {
        return wallets;
    }

    public List<PaymentResult> results() {
        return results;
    }

    public List<Cycle> cycles() {
        return cycles;
    }

    public List<DayFigures> days() {
        return days;
    }

    public List<Exchange> exchanges() {
        return exchanged;
    }
}
