package org.dcep.simulator.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcep.simulator.workload.Draws;
import org.dcep.simulator.workload.PaymentPlanner;
import org.dcep.simulator.workload.PlannedPayment;
import org.dcep.simulator.workload.Population;
import org.dcep.simulator.workload.TrackedWallet;
import org.dcep.simulator.workload.WalletPlan.Role;

/**
 * Some ordinary days: in the morning banks stock their vaults and people fill their wallets, employers pay salaries,
 * during the day people shop and pay one another, in the evening merchants bring their takings to the bank, the cycle
 * is settled, and banks give back to the central bank what their vaults do not need.
 */
public final class EverydayScenario {
    private static final long RESERVE_PER_PERSON_FEN = 10_000_000;

    /** More than what a bank owes the others at the end of a day, so that nothing waits for ever. */
    private static final long LIQUIDITY_PER_PERSON_FEN = RESERVE_PER_PERSON_FEN / 10;

    private static final long ISSUANCE_UNIT_FEN = 1_000_000;
    private static final long REDEMPTION_UNIT_FEN = 100_000;
    private static final long FLOAT_FEN = 50_000;
    private static final long LOW_BALANCE_FEN = 5_000;
    private static final int FROZEN_PER_MILLE = 4;

    /**
     * @param people wallets of class I to IV
     * @param payments all orders that are sent, salaries and refused ones included
     */
    public record Size(int people, int merchants, int payments, int days) {
        /**
         * @throws IllegalArgumentException for an economy too small to pay
         */
        public Size {
            if (people < 4 || merchants < 2 || payments < 1 || days < 1 || payments < days) {
                throw new IllegalArgumentException(
                        "at least 4 wallets, 2 merchants, 1 day and 1 payment a day are needed");
            }
        }
    }

    private final Economy economy;
    private final Size size;
    private final Draws draws;
    private final Population population;
    private final long seed;
    private PaymentPlanner planner;
    private long feeFen;

    public EverydayScenario(Economy economy, Size size, long seed) {
        this.economy = economy;
        this.size = size;
        this.seed = seed;
        this.draws = Draws.of(seed, "days");
        this.population = Population.draw(seed, size.people(), size.merchants());
    }

    /** Plays all days. */
    public void play() {
        feeFen = GasQuote.of(economy.connection().issuer().gasPolicy()).feeFen(1);
        economy.admit(
                population.banks(),
                population.banks().stream()
                        .map(bank -> size.people() * RESERVE_PER_PERSON_FEN)
                        .toList());
        if (economy.settlesInReserves()) {
            economy.progress().say("the banks place reserves for settlement");
            economy.banks().forEach(bank -> economy.placeLiquidity(bank, size.people() * LIQUIDITY_PER_PERSON_FEN));
        }
        economy.open(population.wallets(), 1);
        planner = new PaymentPlanner(seed, economy.wallets(), population.banks().size(), feeFen + 1);
        for (int day = 1; day <= size.days(); day++) {
            int quota = size.payments() / size.days() + (day <= size.payments() % size.days() ? 1 : 0);
            play(day, quota);
        }
    }

    private void play(int day, int quota) {
        int last = planner.planned() + quota;
        economy.progress().say("day " + day + ": banks open");
        List<List<PlannedPayment>> salaries = planner.salaries(day, size.days(), quota / 8);
        stockAndExchange(day == 1 ? firstDeposits() : refills(), payrolls(salaries));
        if (day == 2) {
            freezeSome();
        }
        economy.progress().begin("day " + day + ": payments", quota);
        economy.pay(salaries, day);
        int supplies = Math.min(size.merchants() / 2, quota / 20);
        for (boolean insistent = false; planner.planned() < last - supplies; ) {
            List<List<PlannedPayment>> wave = planner.wave(last - supplies - planner.planned(), insistent);
            insistent = wave.isEmpty();
            economy.pay(wave, day);
        }
        economy.pay(planner.supplies(last - planner.planned()), day);
        while (planner.planned() < last) {
            economy.pay(planner.wave(last - planner.planned(), true), day);
        }
        economy.exchange(takings());
        economy.settle(day);
        economy.banks().forEach(this::redeemSurplus);
        economy.endDay(day);
    }

    private List<Exchange> firstDeposits() {
        return economy.wallets().stream()
                .filter(wallet -> wallet.plan().firstDepositFen() > 0)
                .map(wallet -> new Exchange(wallet, wallet.plan().firstDepositFen()))
                .toList();
    }

    /** Most people whose wallets are nearly empty fill them again; those with plenty take some back now and then. */
    private List<Exchange> refills() {
        List<Exchange> exchanges = new ArrayList<>();
        for (TrackedWallet wallet : economy.wallets()) {
            long usual = wallet.plan().firstDepositFen();
            if (!wallet.is(Role.PERSON) || !wallet.isActive() || usual == 0) {
                continue;
            }
            if (wallet.availableFen() < Math.max(LOW_BALANCE_FEN, usual / 5) && draws.chance(8_000)) {
                exchanges.add(new Exchange(wallet, Math.max(100, usual - wallet.availableFen()) / 100 * 100));
            } else if (wallet.availableFen() > 3 * usual && draws.chance(2_000)) {
                exchanges.add(new Exchange(wallet, -(wallet.availableFen() / 2)));
            }
        }
        return exchanges;
    }

    /** What employers lack for the salaries of the day, gas included. */
    private List<Exchange> payrolls(List<List<PlannedPayment>> salaries) {
        Map<TrackedWallet, Long> needed = new LinkedHashMap<>();
        for (List<PlannedPayment> lane : salaries) {
            for (PlannedPayment salary : lane) {
                needed.merge(salary.payer(), salary.amountFen() + feeFen, Long::sum);
            }
        }
        List<Exchange> exchanges = new ArrayList<>();
        needed.forEach((employer, fen) -> {
            long missing = fen + 1 - employer.availableFen();
            if (missing > 0) {
                exchanges.add(new Exchange(employer, (missing + 99) / 100 * 100));
            }
        });
        return exchanges;
    }

    private void stockAndExchange(List<Exchange> people, List<Exchange> employers) {
        List<Exchange> all = new ArrayList<>(people);
        all.addAll(employers);
        // Deposits first, so that the vaults can pay out what they take in.
        economy.exchange(all.stream().filter(exchange -> exchange.fen() < 0).toList());
        List<Exchange> payouts =
                all.stream().filter(exchange -> exchange.fen() > 0).toList();
        for (int i = 0; i < economy.banks().size(); i++) {
            int index = i;
            Bank bank = economy.banks().get(i);
            long due = payouts.stream()
                    .filter(exchange -> exchange.wallet().plan().bank() == index)
                    .mapToLong(Exchange::fen)
                    .sum();
            if (due > bank.vaultFen()) {
                long missing = due * 11 / 10 - bank.vaultFen();
                economy.issue(bank, (missing / ISSUANCE_UNIT_FEN + 1) * ISSUANCE_UNIT_FEN);
            }
        }
        economy.exchange(payouts);
    }

    private void freezeSome() {
        List<TrackedWallet> people = new ArrayList<>(economy.wallets().stream()
                .filter(wallet -> wallet.is(Role.PERSON))
                .toList());
        draws.shuffle(people);
        people.stream()
                .limit(size.people() * FROZEN_PER_MILLE / 1_000)
                .forEach(person -> economy.setState(person, "FROZEN"));
        people.stream()
                .filter(person -> person.isActive() && person.availableFen() == 0)
                .limit(2)
                .forEach(person -> economy.setState(person, "CLOSED"));
    }

    /** Merchants keep a float and bring the rest to the bank. */
    private List<Exchange> takings() {
        return economy.wallets().stream()
                .filter(wallet -> wallet.is(Role.MERCHANT) && wallet.availableFen() > 2 * FLOAT_FEN)
                .map(wallet -> new Exchange(wallet, -((wallet.availableFen() - FLOAT_FEN) / 100 * 100)))
                .toList();
    }

    /** A vault keeps a tenth of what its bank was issued, and gives back three quarters of what lies above. */
    private void redeemSurplus(Bank bank) {
        long surplus = bank.vaultFen() - bank.issuedFen() / 10;
        long units = surplus * 3 / 4 / REDEMPTION_UNIT_FEN;
        if (units > 0) {
            economy.redeem(bank, units * REDEMPTION_UNIT_FEN);
        }
    }
}
