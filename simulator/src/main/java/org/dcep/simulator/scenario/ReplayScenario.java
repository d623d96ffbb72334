package org.dcep.simulator.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dcep.kernel.Money;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.SettlementApi.Gross;
import org.dcep.simulator.workload.BankPlan;
import org.dcep.simulator.workload.Ids;
import org.dcep.simulator.workload.PaymentFile;
import org.dcep.simulator.workload.PaymentFile.Account;
import org.dcep.simulator.workload.PaymentFile.Order;
import org.dcep.simulator.workload.PlannedPayment;
import org.dcep.simulator.workload.PlannedPayment.Flaw;
import org.dcep.simulator.workload.PlannedPayment.Kind;
import org.dcep.simulator.workload.TrackedWallet;
import org.dcep.simulator.workload.WalletPlan;
import org.dcep.simulator.workload.WalletPlan.Role;

/**
 * Plays the orders of a file as signed payments: each bank is an operator, each account a wallet without limits, and
 * each payer holds exactly what its orders and their gas need. One settlement cycle follows. Where reserves settle, each
 * bank places in its settlement account what its accounts pay to other banks, so that nothing can wait for ever.
 */
public final class ReplayScenario {
    private static final long MAX_GAS_FEE_FEN = 1_000;
    private static final int SIDE = 6;

    /**
     * What a bank's accounts should receive and did.
     *
     * @param linesFen the sum of its lines in the file
     * @param insideFen what of it came from the bank's own accounts, final without settlement
     * @param settledFen what the settled cycle says other banks paid to it
     */
    public record Inflow(String bank, int lines, long linesFen, long insideFen, long settledFen) {
        /** Whether not a fen is missing or too much. */
        public boolean isExact() {
            return insideFen + settledFen == linesFen;
        }
    }

    private final Economy economy;
    private final PaymentFile file;
    private final Ids ids;
    private final List<String> banks;
    private final Map<Account, WalletPlan> accounts = new LinkedHashMap<>();
    private final Map<Account, List<Order>> ordersByPayer = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException if the file holds no order, or more banks or money than a network can
     */
    public ReplayScenario(Economy economy, PaymentFile file, long seed) {
        this.economy = economy;
        this.file = file;
        this.ids = new Ids(seed);
        TreeSet<String> names = new TreeSet<>();
        for (Order order : file.orders()) {
            names.add(order.payer().bank());
            names.add(order.payee().bank());
            ordersByPayer
                    .computeIfAbsent(order.payer(), payer -> new ArrayList<>())
                    .add(order);
        }
        this.banks = List.copyOf(names);
        if (file.orders().isEmpty()) {
            throw new IllegalArgumentException("the file holds no payment order");
        }
        if (banks.size() > WalletId.MAX_OPERATOR) {
            throw new IllegalArgumentException("the file names more than " + WalletId.MAX_OPERATOR + " banks");
        }
        // A bank's reserves cover its currency and, once more, what it pays to others; gas comes on top.
        if (file.totalFen() > Money.MAX_FEN / 4) {
            throw new IllegalArgumentException("the orders add up to more than a network can hold");
        }
        file.orders().forEach(order -> plan(order.payer()));
        file.orders().forEach(order -> plan(order.payee()));
    }

    private void plan(Account account) {
        boolean pays = ordersByPayer.containsKey(account);
        accounts.computeIfAbsent(
                account,
                unseen -> WalletPlan.of(
                        account.bank() + "/" + account.account(),
                        banks.indexOf(account.bank()),
                        pays ? Role.PAYER : Role.PAYEE,
                        pays ? WalletClass.I : WalletClass.CORPORATE,
                        accounts.size()));
    }

    /** Plays the file. */
    public void play() {
        GasQuote gas = GasQuote.of(economy.connection().issuer().gasPolicy());
        Map<Account, Long> funds = new LinkedHashMap<>();
        ordersByPayer.forEach((payer, orders) ->
                funds.put(payer, orders.stream().mapToLong(Order::amountFen).sum() + gas.feeFen(orders.size())));
        List<Long> currency = banks.stream()
                .map(bank -> funds.entrySet().stream()
                        .filter(entry -> entry.getKey().bank().equals(bank))
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .toList();
        List<Long> liquidity = economy.settlesInReserves()
                ? banks.stream().map(this::paidToOthersFen).toList()
                : Collections.nCopies(banks.size(), 0L);
        admit(currency, liquidity);
        economy.open(List.copyOf(accounts.values()), SIDE);
        Map<Account, TrackedWallet> wallets = new LinkedHashMap<>();
        List<Account> inOrder = List.copyOf(accounts.keySet());
        for (int i = 0; i < inOrder.size(); i++) {
            wallets.put(inOrder.get(i), economy.wallets().get(i));
        }
        List<Exchange> exchanges = new ArrayList<>();
        funds.forEach((payer, fen) -> exchanges.add(new Exchange(wallets.get(payer), fen)));
        economy.exchange(exchanges);
        economy.progress().begin("payments", file.orders().size());
        economy.pay(lanes(wallets), 1);
        economy.settle(1);
        economy.endDay(1);
    }

    /** Each bank brings reserves for what it lends to its accounts and for what it sets aside for settlement. */
    private void admit(List<Long> currency, List<Long> liquidity) {
        List<Long> reserves = new ArrayList<>();
        for (int i = 0; i < banks.size(); i++) {
            reserves.add(currency.get(i) + liquidity.get(i));
        }
        economy.admit(
                banks.stream().map(bank -> new BankPlan(bank, "Bank " + bank)).toList(), reserves);
        for (int i = 0; i < banks.size(); i++) {
            Bank bank = economy.banks().get(i);
            if (liquidity.get(i) > 0) {
                economy.placeLiquidity(bank, liquidity.get(i));
            }
            if (currency.get(i) > 0) {
                economy.issue(bank, currency.get(i));
            }
        }
    }

    private long paidToOthersFen(String bank) {
        return file.orders().stream()
                .filter(order -> order.payer().bank().equals(bank))
                .filter(order -> !order.payee().bank().equals(bank))
                .mapToLong(Order::amountFen)
                .sum();
    }

    /** One lane per payer, its orders in the order of the file. */
    private List<List<PlannedPayment>> lanes(Map<Account, TrackedWallet> wallets) {
        return ordersByPayer.values().stream()
                .map(orders -> orders.stream()
                        .map(order -> payment(order, wallets.get(order.payer()), wallets.get(order.payee())))
                        .toList())
                .toList();
    }

    private PlannedPayment payment(Order order, TrackedWallet payer, TrackedWallet payee) {
        return new PlannedPayment(
                order.line(),
                ids.id("payment", order.line()),
                Kind.ORDER,
                payer,
                payee.walletId(),
                Optional.of(payee),
                order.amountFen(),
                MAX_GAS_FEE_FEN,
                Flaw.NONE,
                order.reference());
    }

    public PaymentFile file() {
        return file;
    }

    /** What each bank that is paid should have received and did, in the order of the banks' names. */
    public List<Inflow> inflows() {
        List<Inflow> inflows = new ArrayList<>();
        for (String bank : banks) {
            List<Order> lines = file.orders().stream()
                    .filter(order -> order.payee().bank().equals(bank))
                    .toList();
            long inside = economy.results().stream()
                    .filter(result -> result.isAccepted() && !result.planned().crossesOperators())
                    .filter(result -> result.planned().payer().operatorId().equals(bank))
                    .mapToLong(result -> result.planned().amountFen())
                    .sum();
            long settled = economy.cycles().stream()
                    .map(Cycle::between)
                    .flatMap(List::stream)
                    .filter(gross -> gross.toOperatorId().equals(bank))
                    .mapToLong(Gross::amountFen)
                    .sum();
            if (!lines.isEmpty() || settled != 0) {
                long sum = lines.stream().mapToLong(Order::amountFen).sum();
                inflows.add(new Inflow(bank, lines.size(), sum, inside, settled));
            }
        }
        return inflows;
    }

    /** The laws of a replay, beyond those of every run. */
    public List<Law> laws() {
        List<Law> laws = new ArrayList<>();
        long accounted = economy.results().size() + (long) file.rejected().size();
        laws.add(Law.equal("every-line-accounted-for", accounted, file.lines()));
        long paid = economy.results().stream()
                .filter(PaymentResult::isAccepted)
                .mapToLong(result -> result.planned().amountFen())
                .sum();
        laws.add(Law.equal("payments-equal-lines", paid, file.totalFen()));
        for (Inflow inflow : inflows()) {
            laws.add(Law.equal(
                    "inflow-equals-lines/" + inflow.bank(),
                    inflow.insideFen() + inflow.settledFen(),
                    inflow.linesFen()));
        }
        return laws;
    }
}
