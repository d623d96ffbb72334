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
                Arguments.of(Dispute.OTHER_ROOT, HONEST.seal(new LogState(2, THREE.root()), LogState.EMPTY, List.of())),
                Arguments.of(Dispute.SHORTER, SHORT.seal(LogState.EMPTY)),
                Arguments.of(Dispute.OTHER_PREDECESSOR, FORK.seal(FORKED_TWO)),
                Arguments.of(Dispute.OTHER_PREDECESSOR, HONEST.seal(SHORT.log())),
                Arguments.of(
                        Dispute.INCONSISTENT,
                        FORK.seal(FORK.log(), TWO, FORK.seal(FORKED_TWO).consistencyProof())),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of())),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of("no hash"))),
                Arguments.of(Dispute.INCONSISTENT, HONEST.seal(HONEST.log(), TWO, List.of("ab"))),
                Arguments.of(
                        Dispute.INCONSISTENT,
                        HONEST.seal(
                                HONEST.log(),
                                TWO,
                                Stream.generate(TWO::root).limit(65).toList())));
    }

    @ParameterizedTest
    @MethodSource("refusedHeads")
    void refusesAHeadThatContradictsWhatWasSigned(Dispute dispute, LogHeadSealed head) {
        assertThat(WitnessRules.objection(TWO, head)).contains(dispute);
    }

    @Test
    void signsAHeadThatBeginsWithWhatWasSigned() {
        assertThat(WitnessRules.objection(TWO, THREE)).isEmpty();
        assertThat(WitnessRules.objection(LogState.EMPTY, SHORT.seal(LogState.EMPTY)))
                .isEmpty();
    }

    @Test
    void signsTheSameLogAgainWhateverWasBeforeIt() {
        assertThat(WitnessRules.objection(HONEST.log(), HONEST.seal(SHORT.log())))
                .isEmpty();
    }
}
