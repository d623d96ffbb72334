package org.dcep.wallet.payment;

import org.dcep.web.Problem;

/** How refusals are told over HTTP. */
final class PaymentProblems {
    private PaymentProblems() {}

    static Problem of(PaymentRejection rejection) {
        String code = rejection.code();
        return switch (rejection) { // No default: a new reason must be mapped before this compiles.
            case ORDER_EXPIRED -> Problem.of(code, 409, "The order has expired");
            case SELF_PAYMENT -> Problem.of(code, 422, "Payer and payee are the same wallet");
            case UNKNOWN_PAYEE -> Problem.of(code, 422, "The payee's wallet does not exist");
            case WALLET_CLOSED -> Problem.of(code, 409, "The payer's or the payee's wallet is closed");
            case WALLET_FROZEN -> Problem.of(code, 409, "The payer's or the payee's wallet is frozen");
            case FEE_ABOVE_MAXIMUM -> Problem.of(code, 409, "The gas fee is above what the payer signed for");
            case INSUFFICIENT_BALANCE -> Problem.of(code, 409, "The balance does not cover amount and gas fee");
            case LIMIT_PER_PAYMENT -> limit(code, "PER_PAYMENT");
            case LIMIT_DAILY -> limit(code, "DAILY");
            case LIMIT_ANNUAL -> limit(code, "ANNUAL");
            case LIMIT_BALANCE -> limit(code, "BALANCE");
        };
    }

    /** Also the answer where the payer does not exist: nobody learns from it which wallets do. */
    static Problem badSignature() {
        return Problem.of("BAD_SIGNATURE", 401, "The signature is not the payer's");
    }

    private static Problem limit(String code, String limit) {
        return Problem.of(code, 409, "A limit of the wallet's class would be exceeded")
                .with("limit", limit);
    }
}
