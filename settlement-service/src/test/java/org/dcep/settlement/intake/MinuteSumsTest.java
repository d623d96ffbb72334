package org.dcep.settlement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.kernel.Money;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.intake.IntakeRules.Cycle;
import org.dcep.settlement.intake.MinuteSums.Sum;
import org.dcep.settlement.netting.GrossPosition;
import org.junit.jupiter.api.Test;

class MinuteSumsTest {
    private static final Instant MINUTE = Instant.parse("2026-11-23T04:17:00Z");

    private static PaymentCommitted payment(long cycle, String payer, String payee, long fen) {
        return IntakeRulesTest.payment(cycle, payer, payee, fen, 1);
    }

    private static Cycle cycle(ClearingMode mode, SettlementAsset asset) {
        return new Cycle(CycleState.OPEN, false, mode, asset);
    }

    @Test
    void bothSidesOfAPaymentCount() {
        MinuteSums sums = MinuteSums.of(
                List.of(payment(1, "abc", "boc", 300), payment(1, "boc", "abc", 100), payment(1, "abc", "boc", 7)),
                MINUTE.plusMillis(12_345));
        assertThat(sums.minute()).isEqualTo(MINUTE);
        assertThat(sums.sums()).containsExactly(new Sum(1, "abc", 2, 307, 1, 100), new Sum(1, "boc", 1, 100, 2, 307));
        assertThat(sums.paidFenMillis(sums.sums().get(0))).isEqualTo(BigDecimal.valueOf(307L * 12_345));
    }

    @Test
    void aMinuteLastsToItsLastMillisecond() {
        List<PaymentCommitted> payments = List.of(payment(1, "abc", "boc", 3));
        assertThat(MinuteSums.of(payments, MINUTE).sinceMillis()).isZero();
        MinuteSums last = MinuteSums.of(payments, MINUTE.plusSeconds(60).minusNanos(1_000));
        assertThat(last.minute()).isEqualTo(MINUTE);
        assertThat(last.sinceMillis()).isEqualTo(59_999);
    }

    @Test
    void theLargestAmountsAreWeightedExactly() {
        MinuteSums sums = MinuteSums.of(
                List.of(payment(1, "abc", "boc", Money.MAX_FEN), payment(1, "abc", "boc", Money.MAX_FEN)),
                MINUTE.plusMillis(59_999));
        assertThat(sums.paidFenMillis(sums.sums().get(0))).isEqualTo(new BigDecimal("1080845896170409438018"));
    }

    @Test
    void onlyWhatCrossesAndSettlesInCurrencyCounts() {
        PaymentCommitted gross = payment(1, "abc", "boc", 5);
        PaymentCommitted net = payment(2, "abc", "boc", 6);
        List<PaymentCommitted> taken = List.of(
                gross, payment(1, "abc", "abc", 9), net, payment(3, "abc", "boc", 7), payment(3, "abc", "abc", 8));
        assertThat(IntakeRules.inCurrency(
                        taken,
                        Map.of(
                                1L, cycle(ClearingMode.GROSS, SettlementAsset.CURRENCY),
                                2L, cycle(ClearingMode.DEFERRED_NET, SettlementAsset.CURRENCY),
                                3L, cycle(ClearingMode.HYBRID, SettlementAsset.RESERVES))))
                .containsExactly(gross, net);
    }

    @Provide
    Arbitrary<List<PaymentCommitted>> payments() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of("abc", "boc", "ccb"),
                        Arbitraries.of("abc", "boc", "ccb"),
                        Arbitraries.longs().between(1, 1_000_000))
                .as(MinuteSumsTest::payment)
                .filter(payment -> !payment.operatorId().equals(payment.payeeOperatorId()))
                .list()
                .ofMaxSize(40);
    }

    /** As the table adds rows up: by cycle and operator. */
    private static void addUp(Map<String, Sum> table, Collection<Sum> sums) {
        for (Sum sum : sums) {
            table.merge(
                    sum.cycleId() + "/" + sum.operatorId(),
                    sum,
                    (a, b) -> new Sum(
                            a.cycleId(),
                            a.operatorId(),
                            a.paid() + b.paid(),
                            a.paidFen() + b.paidFen(),
                            a.received() + b.received(),
                            a.receivedFen() + b.receivedFen()));
        }
    }

    @Property
    void minutesAddUpToTheGrossPositionsWhateverTheBatches(
            @ForAll("payments") List<PaymentCommitted> payments, @ForAll long seed) {
        List<PaymentCommitted> shuffled = new ArrayList<>(payments);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        Map<String, Sum> table = new TreeMap<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = from + 1 + random.nextInt(shuffled.size() - from);
            addUp(table, MinuteSums.of(shuffled.subList(from, to), MINUTE).sums());
            from = to;
        }

        assertThat(table.values())
                .containsExactlyElementsOf(MinuteSums.of(payments, MINUTE).sums());
        Map<String, Sum> positions = new TreeMap<>();
        for (IntakeSums.PairSum pair : IntakeSums.of(payments).pairs()) {
            GrossPosition gross = pair.gross();
            addUp(
                    positions,
                    List.of(
                            new Sum(pair.cycleId(), gross.payerOperatorId(), gross.payments(), gross.amountFen(), 0, 0),
                            new Sum(
                                    pair.cycleId(),
                                    gross.payeeOperatorId(),
                                    0,
                                    0,
                                    gross.payments(),
                                    gross.amountFen())));
        }
        assertThat(table).isEqualTo(positions);
    }
}
