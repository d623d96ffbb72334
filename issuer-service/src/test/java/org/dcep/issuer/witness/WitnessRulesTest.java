package org.dcep.issuer.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.kernel.LogState;
import org.dcep.testkit.TestNotary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WitnessRulesTest {
    private static final TestNotary HONEST =
            new TestNotary("bank-a").append("one").append("two");
    private static final LogState TWO = HONEST.log();
    private static final LogHeadSealed THREE = HONEST.append("three").seal(TWO);
    private static final TestNotary FORK =
            new TestNotary("bank-a").append("one").append("another two").append("three");
    private static final TestNotary SHORT = new TestNotary("bank-a").append("one");
    private static final LogState FORKED_TWO =
            new TestNotary("bank-a").append("one").append("another two").log();

    static Stream<Arguments> refusedHeads() {
        return Stream.of(
                Arguments.of(Dispute.NOT_SIGNED, THREE, false),
                Arguments.of(
                        Dispute.OTHER_ROOT,
                        HONEST.seal(new LogState(2, THREE.root()), LogState.EMPTY, List.of()),
                        true),
                Arguments.of(Dispute.SHORTER, SHORT.seal(LogState.EMPTY), true),
                Arguments.of(Dispute.OTHER_PREDECESSOR, FORK.seal(FORKED_TWO), true),
                Arguments.of(Dispute.OTHER_PREDECESSOR, HONEST.seal(SHORT.log()), true),
                Arguments.of(
                        Dispute.INCONSISTENT,
                        FORK.seal(FORK.log(), TWO, FORK.seal(FORKED_TWO).consistencyProof()),
                        true),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of()), true),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of("no hash")), true),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of("ab")), true),
                Arguments.of(
                        Dispute.INCONSISTENT,
                        HONEST.seal(
                                HONEST.log(),
                                TWO,
                                Stream.generate(TWO::root).limit(65).toList()),
                        true));
    }

    @ParameterizedTest
    @MethodSource("refusedHeads")
    void refusesAHeadThatContradictsWhatWasSigned(Dispute dispute, LogHeadSealed head, boolean genuine) {
        assertThat(WitnessRules.objection(TWO, head, genuine)).contains(dispute);
    }

    @Test
    void signsAHeadThatBeginsWithWhatWasSigned() {
        assertThat(WitnessRules.objection(TWO, THREE, true)).isEmpty();
        assertThat(WitnessRules.objection(LogState.EMPTY, SHORT.seal(LogState.EMPTY), true))
                .isEmpty();
    }

    @Test
    void signsTheSameLogAgainWhateverWasBeforeIt() {
        assertThat(WitnessRules.objection(HONEST.log(), HONEST.seal(SHORT.log()), true))
                .isEmpty();
    }
}
