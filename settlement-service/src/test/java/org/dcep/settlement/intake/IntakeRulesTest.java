package org.dcep.settlement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.intake.IntakeRules.Cycle;
import org.junit.jupiter.api.Test;

class IntakeRulesTest {
    private static Cycle cycle(CycleState state, ClearingMode mode) {
        return new Cycle(state, false, mode, SettlementAsset.CURRENCY);
    }

    private static final Cycle OPEN = cycle(CycleState.OPEN, ClearingMode.DEFERRED_NET);

    static PaymentCommitted payment(long cycle, String payer, String payee, long fen, long gas) {
        return payment(UUID.randomUUID(), cycle, payer, payee, fen, gas);
    }

    private static PaymentCommitted payment(UUID id, long cycle, String payer, String payee, long fen, long gas) {
        String wallet = "0010000000000017";
        return new PaymentCommitted(
                id, payer, cycle, payee, wallet, wallet, fen, 21_000, gas, 1, Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Provide
    Arbitrary<List<PaymentCommitted>> payments() {
        Arbitrary<String> operator = Arbitraries.of("abc", "boc", "ccb");
        return Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        operator,
                        operator,
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.longs().between(0, 50),
                        Arbitraries.longs())
                .as((cycle, payer, payee, fen, gas, id) -> payment(new UUID(id, id), cycle, payer, payee, fen, gas))
                .list()
                .ofMaxSize(50);
    }

    @Property
    void sumsAreThoseOfThePaymentsWhateverTheirOrder(@ForAll("payments") List<PaymentCommitted> payments) {
        IntakeSums sums = IntakeSums.of(payments);
        for (IntakeSums.OperatorSum sum : sums.operators()) {
            List<PaymentCommitted> own = payments.stream()
                    .filter(each ->
                            each.cycleId() == sum.cycleId() && each.operatorId().equals(sum.operatorId()))
                    .toList();
            long digest = 0;
            for (PaymentCommitted each : own) {
                digest += PaymentDigest.of(
                        each.paymentId(),
                        each.operatorId(),
                        each.payeeOperatorId(),
                        each.amountFen(),
                        each.gasFeeFen(),
                        each.cycleId());
            }
            assertThat(sum.payments()).isEqualTo(own.size());
            assertThat(sum.amountFen())
                    .isEqualTo(
                            own.stream().mapToLong(PaymentCommitted::amountFen).sum());
            assertThat(sum.gasFeeFen())
                    .isEqualTo(
                            own.stream().mapToLong(PaymentCommitted::gasFeeFen).sum());
            assertThat(sum.digest()).isEqualTo(digest);
            assertThat(sum.unsignedDigest().longValue()).isEqualTo(digest);
            assertThat(sum.unsignedDigest().signum()).isNotNegative();
        }
        assertThat(sums.pairs().stream()
                        .mapToLong(pair -> pair.gross().amountFen())
                        .sum())
                .isEqualTo(
                        payments.stream().mapToLong(PaymentCommitted::amountFen).sum());
        List<PaymentCommitted> shuffled = new ArrayList<>(payments);
        Collections.shuffle(shuffled, new Random(payments.size()));
        assertThat(IntakeSums.of(shuffled)).isEqualTo(sums);
    }

    @Test
    void takesPaymentsOfOpenAndClosingCycles() {
        List<PaymentCommitted> payments = List.of(payment(1, "abc", "boc", 5, 1), payment(2, "abc", "boc", 5, 1));
        Cycle closing = cycle(CycleState.CLOSING, ClearingMode.DEFERRED_NET);
        IntakeRules.Sorted sorted = IntakeRules.sort(payments, Map.of(1L, closing, 2L, OPEN));
        assertThat(sorted.taken()).isEqualTo(payments);
        assertThat(sorted.contradictions()).isEmpty();
    }

    @Test
    void parksWhatCannotBeTrueAndTakesTheRest() {
        PaymentCommitted good = payment(4, "abc", "boc", 5, 1);
        List<PaymentCommitted> payments = List.of(
                payment(1, "abc", "boc", 5, 1),
                payment(2, "abc", "boc", 5, 1),
                good,
                payment(9, "abc", "boc", 5, 1),
                payment(4, "abc", "boc", 0, 1),
                payment(4, "abc", "boc", 5, -1),
                payment(5, "abc", "boc", 5, 1),
                payment(4, "abc", "boc", 1L << 53, 1),
                payment(4, "abc", "no bank", 5, 1));
        Map<Long, Cycle> cycles = Map.of(
                1L,
                cycle(CycleState.SETTLED, ClearingMode.DEFERRED_NET),
                2L,
                cycle(CycleState.NETTED, ClearingMode.DEFERRED_NET),
                4L,
                OPEN,
                5L,
                new Cycle(CycleState.CLOSING, true, ClearingMode.HYBRID, SettlementAsset.RESERVES));
        IntakeRules.Sorted sorted = IntakeRules.sort(payments, cycles);
        assertThat(sorted.taken()).containsExactly(good);
        assertThat(sorted.contradictions())
                .extracting(found -> found.reason())
                .containsExactly(
                        "the cycle is already SETTLED",
                        "the cycle is already NETTED",
                        "the cycle was never opened",
                        "a payment moves at least 1 fen and has no negative gas",
                        "a payment moves at least 1 fen and has no negative gas",
                        "the cycle is already complete",
                        "a payment moves at most 9007199254740991 fen",
                        "a payment is between operators with names");
    }

    @Test
    void grossModeSettlesEachCrossingPaymentAtItsFullAmount() {
        Cycle gross = cycle(CycleState.OPEN, ClearingMode.GROSS);
        List<PaymentCommitted> taken = List.of(
                payment(7, "abc", "boc", 30, 1),
                payment(7, "abc", "abc", 99, 1),
                payment(7, "boc", "abc", 10, 1),
                payment(8, "boc", "abc", 4, 1));
        List<PaymentsSettled> settled = IntakeRules.settledAtOnce(taken, Map.of(7L, gross, 8L, gross, 9L, gross));
        assertThat(settled).extracting(PaymentsSettled::cycleId).containsExactly(7L, 8L);
        assertThat(settled.get(0).mode()).isEqualTo("GROSS");
        assertThat(settled.get(0).movements())
                .containsExactly(
                        new PaymentsSettled.Movement("abc", "boc", 30), new PaymentsSettled.Movement("boc", "abc", 10));
        assertThat(settled).extracting(PaymentsSettled::settlementId).doesNotHaveDuplicates();
        assertThat(IntakeRules.settledAtOnce(taken, Map.of(7L, gross, 8L, gross)))
                .isEqualTo(settled);
    }

    @Test
    void deferredNetModeSettlesNothingAtOnce() {
        assertThat(IntakeRules.settledAtOnce(List.of(payment(7, "abc", "boc", 30, 1)), Map.of(7L, OPEN)))
                .isEmpty();
    }

    @Test
    void hybridModeSettlesCurrencyAtOnceToo() {
        Cycle hybrid = cycle(CycleState.OPEN, ClearingMode.HYBRID);
        assertThat(IntakeRules.settledAtOnce(List.of(payment(7, "abc", "boc", 30, 1)), Map.of(7L, hybrid)))
                .singleElement()
                .satisfies(settled -> assertThat(settled.mode()).isEqualTo("HYBRID"));
    }

    @Test
    void obligationsInReservesAreSubmittedOrCollectedByTheModeOfTheirCycle() {
        List<PaymentCommitted> taken = List.of(
                payment(1, "abc", "boc", 30, 1),
                payment(2, "abc", "boc", 31, 1),
                payment(2, "abc", "abc", 32, 1),
                payment(3, "abc", "boc", 33, 1));
        Map<Long, Cycle> cycles = Map.of(
                1L, OPEN,
                2L, new Cycle(CycleState.OPEN, false, ClearingMode.HYBRID, SettlementAsset.RESERVES),
                3L, new Cycle(CycleState.OPEN, false, ClearingMode.DEFERRED_NET, SettlementAsset.RESERVES));
        IntakeRules.Obligations obligations = IntakeRules.inReserves(taken, cycles);
        assertThat(obligations.submitted())
                .extracting(arrival -> arrival.amount().fen())
                .containsExactly(31L);
        assertThat(obligations.collected())
                .extracting(arrival -> arrival.amount().fen())
                .containsExactly(33L);
        assertThat(IntakeRules.settledAtOnce(taken, cycles)).isEmpty();
    }
}
