package org.dcep.simulator.report;

import java.util.function.Predicate;
import org.dcep.simulator.scenario.Bank;
import org.dcep.simulator.scenario.Economy;
import org.dcep.simulator.scenario.Exchange;
import org.dcep.simulator.scenario.PaymentResult;
import org.dcep.simulator.workload.PlannedPayment.Kind;
import org.dcep.simulator.workload.TrackedWallet;
import org.dcep.simulator.workload.WalletPlan.Role;

/** The way of the money through a run, from the issuer and back to it. */
final class MoneyFlow {
    private static final String ISSUER = "Central bank";
    private static final String TREASURY = "Treasury (gas)";
    private static final String STAYS = "Stays in wallets";
    private static final String KEPT = "Kept or paid out again";

    private MoneyFlow() {}

    static String drawing(RunRecord run) {
        Sankey sankey = run.replay().isPresent() ? ofReplay(run) : ofDays(run);
        return sankey.drawing("Flow of money from the central bank through vaults and wallets");
    }

    private static Sankey ofDays(RunRecord run) {
        Economy economy = run.economy();
        Sankey sankey = new Sankey().station(ISSUER, 0, "c-ink");
        economy.banks().forEach(bank -> sankey.station("Vault " + bank.operatorId(), 1, "c-blue"));
        sankey.station("Employers", 2, "c-violet")
                .station("People", 3, "c-teal")
                .station("Merchants", 4, "c-amber");
        sankey.station("Back to vaults", 5, "c-blue")
                .station(STAYS, 5, "c-teal")
                .station(TREASURY, 5, "c-red");
        sankey.station("Redeemed", 6, "c-ink").station(KEPT, 6, "c-blue");
        long returned = 0;
        for (Bank bank : economy.banks()) {
            String vault = "Vault " + bank.operatorId();
            sankey.flow(ISSUER, vault, bank.issuedFen());
            sankey.flow(vault, "Employers", exchanged(economy, bank, Role.MERCHANT, true));
            sankey.flow(vault, "People", exchanged(economy, bank, Role.PERSON, true));
            returned += exchanged(economy, bank, Role.PERSON, false) + exchanged(economy, bank, Role.MERCHANT, false);
        }
        sankey.flow(
                "Employers", "People", paid(economy, result -> result.planned().kind() == Kind.SALARY));
        sankey.flow(
                "People", "Merchants", paid(economy, result -> result.planned().kind() == Kind.PURCHASE));
        settle(sankey, economy, Role.PERSON, "People");
        settle(sankey, economy, Role.MERCHANT, "Merchants");
        long redeemed = economy.banks().stream().mapToLong(Bank::redeemedFen).sum();
        sankey.flow("Back to vaults", "Redeemed", Math.min(returned, redeemed));
        return sankey.flow("Back to vaults", KEPT, returned - redeemed);
    }

    private static void settle(Sankey sankey, Economy economy, Role role, String station) {
        long back = economy.banks().stream()
                .mapToLong(bank -> exchanged(economy, bank, role, false))
                .sum();
        sankey.flow(station, "Back to vaults", back);
        sankey.flow(station, STAYS, held(economy, role));
        sankey.flow(station, TREASURY, gas(economy, role));
    }

    private static Sankey ofReplay(RunRecord run) {
        Economy economy = run.economy();
        Sankey sankey = new Sankey().station(ISSUER, 0, "c-ink");
        economy.banks().forEach(bank -> sankey.station("Vault " + bank.operatorId(), 1, "c-blue"));
        sankey.station("Payers", 2, "c-teal");
        run.replay().orElseThrow().inflows().forEach(inflow -> sankey.station(inflow.bank(), 3, "c-amber"));
        sankey.station(TREASURY, 3, "c-red");
        for (Bank bank : economy.banks()) {
            sankey.flow(ISSUER, "Vault " + bank.operatorId(), bank.issuedFen());
            sankey.flow("Vault " + bank.operatorId(), "Payers", exchanged(economy, bank, Role.PAYER, true));
        }
        run.replay()
                .orElseThrow()
                .inflows()
                .forEach(inflow -> sankey.flow("Payers", inflow.bank(), inflow.insideFen() + inflow.settledFen()));
        return sankey.flow("Payers", TREASURY, run.gasFeeFen());
    }

    private static long exchanged(Economy economy, Bank bank, Role role, boolean intoWallets) {
        return economy.exchanges().stream()
                .filter(exchange -> exchange.wallet().operatorId().equals(bank.operatorId()))
                .filter(exchange -> exchange.wallet().is(role) && exchange.fen() > 0 == intoWallets)
                .mapToLong(Exchange::fen)
                .map(Math::abs)
                .sum();
    }

    private static long paid(Economy economy, Predicate<PaymentResult> which) {
        return economy.results().stream()
                .filter(PaymentResult::isAccepted)
                .filter(which)
                .mapToLong(result -> result.planned().amountFen())
                .sum();
    }

    private static long held(Economy economy, Role role) {
        return economy.wallets().stream()
                .filter(wallet -> wallet.is(role))
                .mapToLong(TrackedWallet::availableFen)
                .sum();
    }

    private static long gas(Economy economy, Role role) {
        return economy.wallets().stream()
                .filter(wallet -> wallet.is(role))
                .mapToLong(wallet -> wallet.turnover().gasFeeFen())
                .sum();
    }
}
