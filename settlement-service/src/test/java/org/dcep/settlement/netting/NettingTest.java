package org.dcep.settlement.netting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dcep.contracts.PaymentsSettled.Movement;
import org.junit.jupiter.api.Test;

class NettingTest {
    @Provide
    Arbitrary<List<GrossPosition>> obligations() {
        Arbitrary<String> operator = Arbitraries.of("abc", "boc", "ccb", "icbc", "bocom", "psbc", "cmb");
        Arbitrary<Long> fen = Arbitraries.longs().between(1, 1_000_000_000_000L);
        return Combinators.combine(operator, operator, fen)
                .as((payer, payee, amount) -> new GrossPosition(payer, payee, 1, amount))
                .list()
                .ofMaxSize(60);
    }

    @Property
    void netsAddUpToZeroAndEqualTheNaiveSums(@ForAll("obligations") List<GrossPosition> gross) {
        List<NetPosition> positions = Netting.positions(gross);
        assertThat(positions.stream().mapToLong(NetPosition::netFen).sum()).isZero();
        Map<String, Long> naive = naiveNets(gross);
        for (NetPosition position : positions) {
            assertThat(position.netFen()).isEqualTo(naive.get(position.operatorId()));
        }
        assertThat(positions).extracting(NetPosition::operatorId).isSorted().doesNotHaveDuplicates();
        assertThat(positions).hasSameSizeAs(naive.keySet());
    }

    @Property
    void movementsBringEveryNetToZero(@ForAll("obligations") List<GrossPosition> gross) {
        Map<String, Long> left = naiveNets(gross);
        List<Movement> movements = Netting.movements(Netting.positions(gross));
        for (Movement movement : movements) {
            assertThat(movement.amountFen()).isPositive();
            assertThat(movement.fromOperatorId()).isNotEqualTo(movement.toOperatorId());
            left.merge(movement.fromOperatorId(), movement.amountFen(), Long::sum);
            left.merge(movement.toOperatorId(), -movement.amountFen(), Long::sum);
        }
        assertThat(left.values()).allMatch(fen -> fen == 0);
        assertThat(movements).hasSizeLessThan(Math.max(1, left.size()));
    }

    @Property
    void onlyDebtorsPayAndOnlyCreditorsReceive(@ForAll("obligations") List<GrossPosition> gross) {
        Map<String, Long> nets = naiveNets(gross);
        for (Movement movement : Netting.movements(Netting.positions(gross))) {
            assertThat(nets.get(movement.fromOperatorId())).isNegative();
            assertThat(nets.get(movement.toOperatorId())).isPositive();
        }
    }

    @Property
    void theOrderOfObligationsDoesNotMatter(@ForAll("obligations") List<GrossPosition> gross, @ForAll long seed) {
        List<GrossPosition> shuffled = new ArrayList<>(gross);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Netting.positions(shuffled)).isEqualTo(Netting.positions(gross));
        List<NetPosition> positions = new ArrayList<>(Netting.positions(gross));
        Collections.shuffle(positions, new Random(seed));
        assertThat(Netting.movements(positions)).isEqualTo(Netting.movements(Netting.positions(gross)));
    }

    @Test
    void threeBanksThatOweInACircleNetToTheDifferences() {
        List<NetPosition> positions = Netting.positions(List.of(
                new GrossPosition("boc", "abc", 3, 300),
                new GrossPosition("abc", "ccb", 1, 200),
                new GrossPosition("ccb", "boc", 2, 250),
                new GrossPosition("boc", "boc", 9, 999)));
        assertThat(positions)
                .containsExactly(
                        new NetPosition("abc", 200, 300),
                        new NetPosition("boc", 300, 250),
                        new NetPosition("ccb", 250, 200));
        assertThat(Netting.movements(positions))
                .containsExactly(new Movement("boc", "abc", 50), new Movement("ccb", "abc", 50));
    }

    @Test
    void positionsThatDoNotAddUpToZeroAreRefused() {
        List<NetPosition> positions = List.of(new NetPosition("abc", 5, 0), new NetPosition("boc", 0, 4));
        assertThatThrownBy(() -> Netting.movements(positions)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsThatDoNotFitAreAnErrorAndNotAnotherSum() {
        List<GrossPosition> gross =
                List.of(new GrossPosition("abc", "boc", 1, Long.MAX_VALUE), new GrossPosition("abc", "boc", 1, 1));
        assertThatThrownBy(() -> Netting.positions(gross)).isInstanceOf(ArithmeticException.class);
    }

    /** The definition, word by word: what everybody paid it less what it paid everybody. */
    private static Map<String, Long> naiveNets(List<GrossPosition> gross) {
        Map<String, Long> nets = new HashMap<>();
        for (GrossPosition position : gross) {
            nets.merge(position.payerOperatorId(), -position.amountFen(), Long::sum);
            nets.merge(position.payeeOperatorId(), position.amountFen(), Long::sum);
        }
        return nets;
    }
}
