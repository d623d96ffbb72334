package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEndTest {
    /** Whoever says too early that an order is refused lets both happen: the release, and the payment. */
    @ParameterizedTest
    @CsvSource({
        "BAD_SIGNATURE,   false, false",
        "BAD_SIGNATURE,   true,  true",
        "SHARD_FROZEN,    false, false",
        "SHARD_FROZEN,    true,  true",
        "ID_REUSED,       false, true",
        "ID_REUSED,       true,  true",
        "OUTCOME_UNKNOWN, false, false",
        "OUTCOME_UNKNOWN, true,  false",
        "OVERLOADED,      true,  false",
        "NOT_READY,       true,  false"
    })
    void anOrderIsRefusedOnlyWhenItCanNeverBeAcceptedAgain(String code, boolean dead, boolean refused) {
        Problem problem = Problem.of(code, 503, "why");
        assertThat(OrderEnd.of(problem, dead))
                .isEqualTo(refused ? new OrderEnd.Refused(code) : new OrderEnd.Open(code));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theProblemsOfTheServiceHaveTheCodesThatAreAskedFor(boolean dead) {
        assertThat(OrderEnd.of(Problems.idReused(), dead)).isInstanceOf(OrderEnd.Refused.class);
        assertThat(OrderEnd.of(Problems.outcomeUnknown(), dead)).isInstanceOf(OrderEnd.Open.class);
        assertThat(OrderEnd.of(PaymentProblems.badSignature(), dead) instanceof OrderEnd.Refused)
                .isEqualTo(dead);
    }
}
