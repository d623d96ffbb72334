package org.dcep.simulator.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.dcep.simulator.client.AuditApi;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.IssuerApi.Circulation;
import org.dcep.simulator.client.IssuerApi.Operator;
import org.dcep.simulator.client.NoDefiniteAnswer;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SettlementApi.Cycle;
import org.dcep.simulator.client.SettlementApi.Gross;
import org.dcep.simulator.client.SettlementApi.Net;
import org.dcep.simulator.client.WalletApi.Vault;
import org.dcep.simulator.workload.TrackedWallet;

/**
 * The laws of the books, recomputed from what the services answer and from what clients were told. Nothing is believed
 * because a service says that it is balanced; that verdict is one law among the others.
 */
public final class Laws {
    private static final String CURRENCY = "CURRENCY";
    private static final String RESERVES = "RESERVES";

    /** Views of other services' events may be a moment behind when the last cycle has just been settled. */
    private static final int SETTLING_DOWN_SECONDS = 60;

    private final Economy economy;
    private final BookState state;
    private final List<Law> laws = new ArrayList<>();

    private Laws(Economy economy, BookState state) {
        this.economy = economy;
        this.state = state;
    }

    /** What was found. */
    public record Verdict(BookState state, List<Law> laws) {}

    /** Waits until the books have come to rest, up to a minute, and judges what is there then. */
    public static Verdict judge(Economy economy) {
        return judge(economy, SETTLING_DOWN_SECONDS);
    }

    static Verdict judge(Economy economy, int patienceSeconds) {
        economy.progress().say("checking the books");
        Patience settlingDown =
                new Patience(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(patienceSeconds));
        try {
            settlingDown.until("the books coming to rest", () -> {
                BookState books = BookState.ofBooks(economy);
                return new Laws(economy, books).ofBooks().stream().allMatch(Law::holds);
            });
        } catch (NoDefiniteAnswer e) {
            economy.progress().say("the books do not come to rest; judging them as they are");
        }
        BookState state = BookState.ofBooks(economy).withWallets(economy);
        Laws laws = new Laws(economy, state);
        laws.ofBooks();
        laws.ofWallets();
        laws.ofAuditor(patienceSeconds);
        return new Verdict(state, List.copyOf(laws.laws));
    }

    private List<Law> ofBooks() {
        laws.addAll(BookLaws.of(state));
        whatBanksWereTold();
        gas();
        settlement();
        return laws;
    }

    private void whatBanksWereTold() {
        Circulation issuer = state.circulation();
        equal("issued-equals-what-banks-were-told", issuer.issuedFen(), told(Bank::issuedFen));
        equal("redeemed-equals-what-banks-were-told", issuer.redeemedFen(), told(Bank::redeemedFen));
        pairs("vaults-equal-what-banks-were-told", bank -> vault(bank).vaultFen(), Bank::vaultFen);
        pairs(
                "outstanding-moves-by-net-positions-and-gas",
                bank -> operator(bank).outstandingFen(),
                bank -> bank.issuedFen() - bank.redeemedFen() + netFen(bank, CURRENCY) - gasFen(bank));
        pairs(
                "reserves-in-books-move-by-net-positions",
                bank -> vault(bank).reservesFen(),
                bank -> -netFen(bank, RESERVES));
    }

    private void gas() {
        long charged =
                economy.results().stream().mapToLong(PaymentResult::gasFeeFen).sum();
        long swept = economy.cycles().stream().mapToLong(Cycle::gasFeeFen).sum();
        equal("gas-charged-equals-gas-swept-plus-unswept", charged, swept + state.sum(Vault::gasFen));
        long shared = economy.cycles().stream()
                .flatMap(cycle -> cycle.gasShares().stream())
                .mapToLong(share -> share.amountFen())
                .sum();
        equal("gas-swept-equals-shares", swept, shared);
        equal("treasury-equals-gas-swept", state.circulation().treasuryFen(), swept);
    }

    private void settlement() {
        long sums = economy.cycles().stream()
                .mapToLong(cycle ->
                        Math.abs(cycle.net().stream().mapToLong(Net::netFen).sum()))
                .sum();
        equal("net-positions-sum-to-zero", sums, 0);
        Map<String, Long> told = new HashMap<>();
        economy.results().stream()
                .filter(result -> result.isAccepted() && result.planned().crossesOperators())
                .forEach(result -> told.merge(
                        result.cycleId() + "/" + result.planned().payer().operatorId() + "/"
                                + result.planned().payee().orElseThrow().operatorId(),
                        result.planned().amountFen(),
                        Long::sum));
        Map<String, Long> gross = new HashMap<>();
        for (Cycle cycle : economy.cycles()) {
            for (Gross pair : cycle.between()) {
                String key = cycle.cycleId() + "/" + pair.fromOperatorId() + "/" + pair.toOperatorId();
                gross.merge(key, pair.amountFen(), Long::sum);
            }
        }
        gross.values().removeIf(fen -> fen == 0);
        laws.add(new Law("gross-positions-equal-what-payers-were-told", told.equals(gross), sum(told), sum(gross)));
        pairs(
                "net-positions-equal-gross",
                bank -> netFen(bank, CURRENCY) + netFen(bank, RESERVES),
                bank -> grossFen(bank));
    }

    private void ofWallets() {
        long told = 0;
        long read = 0;
        boolean each = true;
        Map<String, Long> byOperator = new HashMap<>();
        for (int i = 0; i < state.wallets().size(); i++) {
            TrackedWallet wallet = economy.wallets().get(i);
            long available = state.wallets().get(i).availableFen();
            told += wallet.availableFen();
            read += available;
            each &= wallet.availableFen() == available && state.wallets().get(i).heldFen() == 0;
            byOperator.merge(wallet.operatorId(), available, Long::sum);
        }
        laws.add(new Law("every-wallet-equals-what-clients-were-told", each, read, told));
        pairs(
                "wallets-add-up-to-the-books",
                bank -> byOperator.getOrDefault(bank.operatorId(), 0L),
                bank -> vault(bank).walletsFen());
    }

    /** The auditor has read everything up to now, has compared all rows after that, and has found nothing. */
    private void ofAuditor(int patienceSeconds) {
        Connection connection = economy.connection();
        if (connection.audit().isEmpty()) {
            return;
        }
        AuditApi audit = connection.audit().get();
        Instant atRest = Clock.systemUTC().instant();
        Patience catchingUp =
                new Patience(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(patienceSeconds));
        try {
            catchingUp.until("the auditor", () -> {
                AuditApi.Audit seen = audit.audit(connection.auditor(), 0);
                return seen.asOf().isAfter(atRest) && seen.rows().comparedAt().isAfter(atRest);
            });
            equal("auditor-finds-nothing", audit.audit(connection.auditor(), 0).discrepancyCount(), 0);
        } catch (NoDefiniteAnswer e) {
            economy.progress().say("the auditor does not catch up");
            laws.add(new Law("auditor-catches-up", false, 0, 1));
        }
    }

    /** Of the cycles that the asset has settled. */
    private long netFen(Bank bank, String asset) {
        return economy.cycles().stream()
                .filter(cycle -> cycle.asset().equals(asset))
                .flatMap(cycle -> cycle.net().stream())
                .filter(net -> net.operatorId().equals(bank.operatorId()))
                .mapToLong(Net::netFen)
                .sum();
    }

    private long grossFen(Bank bank) {
        return economy.cycles().stream()
                .flatMap(cycle -> cycle.between().stream())
                .mapToLong(pair -> pair.toOperatorId().equals(bank.operatorId())
                        ? pair.amountFen()
                        : pair.fromOperatorId().equals(bank.operatorId()) ? -pair.amountFen() : 0)
                .sum();
    }

    private long gasFen(Bank bank) {
        return economy.cycles().stream()
                .flatMap(cycle -> cycle.gas().stream())
                .filter(gas -> gas.operatorId().equals(bank.operatorId()))
                .mapToLong(gas -> gas.gasFeeFen())
                .sum();
    }

    private Vault vault(Bank bank) {
        return state.vaults().get(bank.operatorId());
    }

    private Operator operator(Bank bank) {
        return state.operators().get(bank.operatorId());
    }

    private long told(ToLongFunction<Bank> figure) {
        return economy.banks().stream().mapToLong(figure).sum();
    }

    private static long sum(Map<String, Long> figures) {
        return figures.values().stream().mapToLong(Long::longValue).sum();
    }

    private void equal(String name, long left, long right) {
        laws.add(Law.equal(name, left, right));
    }

    /** Holds if left and right are equal at every bank; shows the sums. */
    private void pairs(String name, ToLongFunction<Bank> left, ToLongFunction<Bank> right) {
        boolean each = economy.banks().stream().allMatch(bank -> left.applyAsLong(bank) == right.applyAsLong(bank));
        laws.add(new Law(name, each, told(left), told(right)));
    }
}
