package org.dcep.simulator.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;

/**
 * Banks, people and merchants of a small economy. Shares of classes, deposits, tickets and salaries are assumptions
 * that make every limit and refusal occur, not statistics of the e-CNY.
 */
public record Population(List<BankPlan> banks, List<WalletPlan> wallets) {
    private static final List<BankPlan> BANKS = List.of(
            new BankPlan("east", "Bank of the East"),
            new BankPlan("north", "Northern Commercial Bank"),
            new BankPlan("south", "Southern Savings Bank"),
            new BankPlan("west", "Western Trade Bank"));
    private static final double DEPOSIT_SIGMA = 0.5;
    private static final int BIG_SPENDERS_BASIS_POINTS = 600;

    /** What is typical of a class, medians in fen. */
    private record Habits(long depositFen, long ticketFen, long salaryFen) {}

    private static final Map<WalletClass, Habits> HABITS = Map.of(
            WalletClass.I, new Habits(600_000, 9_000, 650_000),
            WalletClass.II, new Habits(300_000, 6_000, 420_000),
            WalletClass.III, new Habits(120_000, 3_800, 260_000),
            WalletClass.IV, new Habits(60_000, 2_400, 0));

    /** Draws {@code people} wallets of class I to IV and {@code merchants} corporate ones over four banks. */
    public static Population draw(long seed, int people, int merchants) {
        Draws draws = Draws.of(seed, "population");
        List<WalletPlan> wallets = new ArrayList<>();
        for (int i = 1; i <= merchants; i++) {
            int bank = (i - 1) % BANKS.size();
            String name = "merchant-%03d".formatted(i);
            wallets.add(new WalletPlan(
                    name, bank, WalletPlan.Role.MERCHANT, WalletClass.CORPORATE, algorithm(draws), 0, 0, 0));
        }
        for (int i = 1; i <= people; i++) {
            wallets.add(person("person-%05d".formatted(i), draws));
        }
        return new Population(BANKS, List.copyOf(wallets));
    }

    private static WalletPlan person(String name, Draws draws) {
        WalletClass walletClass = drawClass(draws);
        int bank = draws.below(BANKS.size());
        SignatureAlgorithm algorithm = algorithm(draws);
        Habits habits = HABITS.get(walletClass);
        long deposit = draws.lognormalFen(habits.depositFen(), DEPOSIT_SIGMA);
        long ticket = habits.ticketFen();
        long salary = draws.chance(8_000) ? habits.salaryFen() : 0;
        if (draws.chance(BIG_SPENDERS_BASIS_POINTS)) {
            // A few live close to their class's limits, so that caps and daily limits are met in every run.
            deposit = bigDepositFen(walletClass);
            ticket = deposit / 8;
        }
        long whole = Math.min(deposit, bigDepositFen(walletClass)) / 100 * 100;
        return new WalletPlan(name, bank, WalletPlan.Role.PERSON, walletClass, algorithm, whole, ticket, salary);
    }

    private static long bigDepositFen(WalletClass walletClass) {
        return switch (walletClass) {
            case IV -> 850_000;
            case III -> 1_700_000;
            case II, I, CORPORATE -> 4_000_000;
        };
    }

    private static WalletClass drawClass(Draws draws) {
        int percent = draws.below(100);
        if (percent < 10) {
            return WalletClass.I;
        }
        return percent < 40 ? WalletClass.II : percent < 65 ? WalletClass.III : WalletClass.IV;
    }

    private static SignatureAlgorithm algorithm(Draws draws) {
        return draws.chance(6_000) ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.SM2;
    }
}
