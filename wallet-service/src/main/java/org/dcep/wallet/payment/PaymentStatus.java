package org.dcep.wallet.payment;

import org.dcep.web.Problem;

/** Which HTTP status a decided order is answered with. */
final class PaymentStatus {
    static final int REPEATED = 200;
    static final int ACCEPTED = 201;
    static final int PENDING = 202;

    private PaymentStatus() {}

    /** The status of an answer that is no problem; a refusal at once is always {@link #problemFor}. */
    static int of(PaymentAnswer.Decided decided) {
        return switch (decided.payment().state()) {
            case PENDING -> PENDING;
            case ACCEPTED -> decided.first() ? ACCEPTED : REPEATED;
            case REFUSED -> problemFor(decided.payment()).status();
            case RETURNED -> REPEATED;
        };
    }

    static boolean isProblem(PaymentRow payment) {
        return payment.state() == PaymentState.REFUSED;
    }

    static Problem problemFor(PaymentRow refused) {
        return PaymentProblems.of(PaymentRejection.valueOf(refused.reason()))
                .with("paymentId", refused.id().toString());
    }
}
