package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.dcep.iso20022.PaymentStatusReport.Progress;
import org.dcep.iso20022.PaymentStatusReport.Status;
import org.dcep.web.Problem;
import org.dcep.web.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusReportsTest {
    private static final UUID ID = UUID.fromString("3f0c5d8e-9b1a-4c67-8a52-0d4f6e7b8c91");

    @ParameterizedTest
    @CsvSource({
        "ORDER_EXPIRED, TM01",
        "SELF_PAYMENT, AG01",
        "UNKNOWN_PAYEE, AC03",
        "WALLET_CLOSED, AC04",
        "WALLET_FROZEN, AC06",
        "FEE_ABOVE_MAXIMUM, NARR",
        "LIMIT_PER_PAYMENT, AM02",
        "LIMIT_DAILY, AM14",
        "LIMIT_ANNUAL, AM14",
        "INSUFFICIENT_BALANCE, AM04",
        "LIMIT_BALANCE, AM14"
    })
    void aRefusalHasAnExternalCode(PaymentRejection rejection, String code) {
        assertThat(StatusReports.reason(rejection).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasOne(PaymentRejection rejection) {
        assertThat(StatusReports.reason(rejection).code()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonToReturnHasACodeToo(PaymentRejection rejection) {
        assertThat(PaymentMessages.returnReason(rejection).code()).hasSize(4);
    }

    @Test
    void anUnknownOutcomeIsNotARejection() {
        assertIsUnknown(Problems.outcomeUnknown(), "NARR", "OUTCOME_UNKNOWN");
        assertIsUnknown(Problem.of("NOT_READY", 503, "later"), "NARR", "NOT_READY");
    }

    /** Banks treat a rejection as final, but the same order may come again and be accepted. */
    @Test
    void anOrderThatWasTurnedAwayIsNotARejection() {
        assertIsUnknown(Problems.overloaded(), "ED06", "OVERLOADED");
    }

    @Test
    void whatWasNotDecidedIsRejectedWithoutADecision() {
        assertThat(of(Problems.idReused())).satisfies(status -> {
            assertThat(status.progress()).isEqualTo(Progress.REJECTED);
            assertThat(status.reason().orElseThrow().code()).isEqualTo("DU03");
            assertThat(status.detail()).contains("ID_REUSED");
            assertThat(status.acceptance()).isEmpty();
        });
        assertThat(of(PaymentProblems.badSignature()).reason().orElseThrow().code())
                .isEqualTo("DS0B");
        assertThat(of(Problems.malformed("order.expiresAt", "is too late"))
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo("NARR");
    }

    private static void assertIsUnknown(Problem problem, String reason, String detail) {
        Status status = of(problem);
        assertThat(status.progress()).isEqualTo(Progress.UNKNOWN);
        assertThat(status.reason().orElseThrow().code()).isEqualTo(reason);
        assertThat(status.detail()).contains(detail);
    }

    private static Status of(Problem problem) {
        return StatusReports.of(ID, new PaymentAnswer.NotDecided(ID.toString(), problem));
    }
}
