package org.dcep.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.simulator.client.WalletApi;
import org.junit.jupiter.api.Test;

class PaymentPlannerTest {
    @Test
    void nobodyWhoPaysInAWaveIsPaidInIt() {
        PaymentPlanner planner = planner(3);
        for (int i = 0; i < 50; i++) {
            List<PlannedPayment> wave = flat(planner.wave(1_000, false));
            Set<TrackedWallet> payers = new HashSet<>();
            wave.forEach(payment -> assertThat(payers.add(payment.payer())).isTrue());
            wave.stream()
                    .filter(payment -> payment.payee().isPresent())
                    .filter(payment -> payment.payee().get() != payment.payer())
                    .forEach(payment ->
                            assertThat(payers).doesNotContain(payment.payee().get()));
        }
    }

    @Test
    void aWalletWithABalanceLimitIsPaidAtMostOnceInAWave() {
        PaymentPlanner planner = planner(4);
        for (int i = 0; i < 50; i++) {
            Set<TrackedWallet> payees = new HashSet<>();
            flat(planner.wave(1_000, false)).stream()
                    .flatMap(payment -> payment.payee().stream())
                    .filter(TrackedWallet::hasBalanceLimit)
                    .forEach(payee -> assertThat(payees.add(payee)).isTrue());
        }
    }

    @Test
    void everyPaymentHasAnIdOfItsOwn() {
        PaymentPlanner planner = planner(5);
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            flat(planner.wave(1_000, true))
                    .forEach(payment -> assertThat(ids.add(payment.id())).isTrue());
        }
        assertThat(planner.planned()).isEqualTo(ids.size());
    }

    @Test
    void salariesFitUnderTheCapAndHaveOneLanePerEmployer() {
        List<List<PlannedPayment>> salaries = planner(6).salaries(1, 2, 30);
        assertThat(flat(salaries)).hasSizeBetween(10, 30);
        salaries.forEach(lane -> assertThat(lane)
                .allMatch(payment -> payment.payer() == lane.get(0).payer()));
        flat(salaries)
                .forEach(payment -> assertThat(payment.amountFen())
                        .isLessThanOrEqualTo(payment.payee().orElseThrow().roomFen()));
    }

    @Test
    void oneSeedPlansOneWay() {
        assertThat(described(planner(9))).isEqualTo(described(planner(9))).isNotEqualTo(described(planner(10)));
    }

    @Test
    void aNumberThatWasNeverGivenIsWellFormedAndAMistypedOneIsNot() {
        String number = WalletId.of(3, 5, 77).toString();
        String never = Mishap.neverGiven(number, Draws.of(1, "test"));
        assertThat(WalletId.parse(never).operatorNumber()).isEqualTo(3);
        assertThat(WalletId.isValid(Long.parseLong(Mishap.mistyped(number)))).isFalse();
    }

    private static List<String> described(PaymentPlanner planner) {
        return flat(planner.wave(1_000, false)).stream()
                .map(payment -> payment.id() + " " + payment.payeeNumber() + " " + payment.amountFen())
                .toList();
    }

    private static List<PlannedPayment> flat(List<List<PlannedPayment>> lanes) {
        return lanes.stream().flatMap(List::stream).toList();
    }

    private static PaymentPlanner planner(long seed) {
        Population population = Population.draw(1, 100, 6);
        List<TrackedWallet> wallets = new ArrayList<>();
        for (WalletPlan plan : population.wallets()) {
            WalletApi.Wallet opened = new WalletApi.Wallet(
                    WalletId.of(plan.bank() + 1, 0, wallets.size()).toString(),
                    population.banks().get(plan.bank()).operatorId(),
                    plan.walletClass().name(),
                    "ACTIVE",
                    null,
                    null,
                    null,
                    0,
                    0,
                    plan.walletClass() == WalletClass.IV
                            ? new WalletApi.Limits(1_000_000L, 200_000L, 500_000L, 5_000_000L)
                            : new WalletApi.Limits(null, null, null, null),
                    0,
                    0);
            TrackedWallet wallet = new TrackedWallet(plan, opened, null);
            wallet.exchanged(plan.firstDepositFen());
            wallets.add(wallet);
        }
        return new PaymentPlanner(seed, wallets, population.banks().size(), 2);
    }
}
