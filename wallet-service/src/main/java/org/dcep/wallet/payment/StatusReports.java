package org.dcep.wallet.payment;

import java.util.UUID;
import org.dcep.iso20022.PaymentStatusReport.Acceptance;
import org.dcep.iso20022.PaymentStatusReport.Progress;
import org.dcep.iso20022.PaymentStatusReport.Status;
import org.dcep.iso20022.StatusReason;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** How answers are told in a pacs.002. */
final class StatusReports {
    private static final int SERVER_ERROR = 500;

    private StatusReports() {}

    static Status of(UUID paymentId, PaymentAnswer answer) {
        return answer.fold(decided -> of(decided.payment()), notDecided -> of(paymentId, notDecided.problem()));
    }

    private static Status of(PaymentRow payment) {
        Acceptance acceptance = new Acceptance(payment.decidedAt(), payment.spentOn());
        return switch (payment.state()) {
            case ACCEPTED -> Status.accepted(payment.id(), Progress.COMPLETED, acceptance);
            case PENDING -> Status.accepted(payment.id(), Progress.IN_PROCESS, acceptance);
            case REFUSED ->
                Status.rejected(payment.id(), reason(PaymentRejection.valueOf(payment.reason())), payment.reasonCode());
            case RETURNED -> Status.rejected(payment.id(), returned(payment.reason()), payment.reason());
        };
    }

    /** Source: the definitions of ExternalStatusReason1Code. */
    static StatusReason reason(PaymentRejection rejection) {
        return switch (rejection) { // No default: a new reason must be mapped before this compiles.
            case ORDER_EXPIRED -> StatusReason.AFTER_CUT_OFF;
            case SELF_PAYMENT -> StatusReason.TRANSACTION_FORBIDDEN;
            case UNKNOWN_PAYEE -> StatusReason.INVALID_CREDITOR_ACCOUNT;
            case WALLET_CLOSED -> StatusReason.CLOSED_ACCOUNT;
            case WALLET_FROZEN -> StatusReason.BLOCKED_ACCOUNT;
            case FEE_ABOVE_MAXIMUM -> StatusReason.NARRATIVE;
            case LIMIT_PER_PAYMENT -> StatusReason.AMOUNT_ABOVE_MAXIMUM;
            case LIMIT_DAILY, LIMIT_ANNUAL, LIMIT_BALANCE -> StatusReason.AMOUNT_ABOVE_AGREED_LIMIT;
            case INSUFFICIENT_BALANCE -> StatusReason.INSUFFICIENT_FUNDS;
        };
    }

    /** The payee's operator tells its reason by the code that it has in REST. */
    private static StatusReason returned(String code) {
        for (PaymentRejection rejection : PaymentRejection.values()) {
            if (rejection.code().equals(code) && rejection != PaymentRejection.LIMIT_PER_PAYMENT) {
                return reason(rejection);
            }
        }
        return StatusReason.NARRATIVE;
    }

    /**
     * Nothing was decided, or nobody can tell. Whether the same message may come again is what counts: a rejection is
     * final for banks, so what may yet be accepted is none.
     */
    private static Status of(UUID paymentId, Problem problem) {
        if (problem.code().equals(Problems.overloaded().code())) {
            return Status.unknown(paymentId, StatusReason.SYSTEM_NOT_AVAILABLE, problem.code());
        }
        if (problem.status() >= SERVER_ERROR) {
            return Status.unknown(paymentId, StatusReason.NARRATIVE, problem.code());
        }
        StatusReason reason = switch (problem.code()) {
            case "BAD_SIGNATURE" -> StatusReason.INVALID_SIGNATURE;
            case "ID_REUSED" -> StatusReason.TRANSACTION_NOT_UNIQUE;
            default -> StatusReason.NARRATIVE;
        };
        return Status.rejected(paymentId, reason, problem.code());
    }
}
