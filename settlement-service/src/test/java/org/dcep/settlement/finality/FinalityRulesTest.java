package org.dcep.settlement.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dcep.settlement.finality.FinalityRules.Missing;
import org.dcep.settlement.finality.FinalityRules.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FinalityRulesTest {
    private static final Claim FIVE = new Claim(5, 500, 5, "00000000000000aa");

    private static List<Wait> waits(Set<String> expected, Map<String, Claim> markers, Map<String, Claim> intake) {
        return FinalityRules.waits(expected, Set.of(), markers, intake);
    }

    @Test
    void isCompleteWhenEveryMarkerSaysWhatArrived() {
        assertThat(waits(Set.of("abc", "boc"), Map.of("abc", FIVE, "boc", Claim.NOTHING), Map.of("abc", FIVE)))
                .isEmpty();
    }

    @Test
    void isCompleteWithoutAnyOperator() {
        assertThat(waits(Set.of(), Map.of(), Map.of())).isEmpty();
    }

    @Test
    void waitsForTheMarkerOfEveryOperatorThatWasKnown() {
        assertThat(waits(Set.of("abc", "boc"), Map.of("abc", FIVE), Map.of("abc", FIVE)))
                .containsExactly(new Wait("boc", Missing.MARKER));
    }

    @Test
    void waitsForTheMarkerOfAnOperatorWhosePaymentsArrivedAlthoughItWasNotKnown() {
        assertThat(waits(Set.of(), Map.of(), Map.of("new", FIVE))).containsExactly(new Wait("new", Missing.MARKER));
    }

    @Test
    void waitsForThePaymentsOfAMarkerThatNobodyExpected() {
        assertThat(waits(Set.of(), Map.of("new", FIVE), Map.of())).containsExactly(new Wait("new", Missing.PAYMENTS));
    }

    @Test
    void waitsWhileFewerPaymentsHaveArrivedThanMarked() {
        Claim four = new Claim(4, 400, 4, "00000000000000bb");
        assertThat(waits(Set.of("abc"), Map.of("abc", FIVE), Map.of("abc", four)))
                .containsExactly(new Wait("abc", Missing.PAYMENTS));
    }

    static Stream<Claim> disagreements() {
        return Stream.of(
                new Claim(6, 500, 5, FIVE.digest()),
                new Claim(5, 501, 5, FIVE.digest()),
                new Claim(5, 500, 6, FIVE.digest()),
                new Claim(5, 500, 5, "00000000000000ab"));
    }

    @ParameterizedTest
    @MethodSource("disagreements")
    void neverCompletesWhenWhatArrivedCannotBecomeWhatIsMarked(Claim intake) {
        assertThat(waits(Set.of("abc"), Map.of("abc", FIVE), Map.of("abc", intake)))
                .containsExactly(new Wait("abc", Missing.AGREEMENT));
    }

    @Test
    void doesNotWaitForAnOperatorWhoseBookBeganInALaterCycle() {
        assertThat(FinalityRules.waits(Set.of("abc", "new"), Set.of("new"), Map.of("abc", FIVE), Map.of("abc", FIVE)))
                .isEmpty();
    }

    @Test
    void stillWaitsForAnOperatorWhosePaymentsArrivedEvenIfItHasMarkedALaterCycle() {
        assertThat(FinalityRules.waits(Set.of("new"), Set.of("new"), Map.of(), Map.of("new", FIVE)))
                .containsExactly(new Wait("new", Missing.MARKER));
    }
}
