package org.dcep.wallet.exchange;

import org.dcep.web.Problem;

/** Why an exchange is refused. The order of the constants is precedence: the first that applies is the answer. */
enum ExchangeRefusal {
    WALLET_CLOSED,
    WALLET_FROZEN,
    /** The wallet would hold more than its class may. */
    LIMIT_BALANCE,
    /** The operator has not enough undistributed currency. */
    INSUFFICIENT_VAULT,
    /** The wallet has not enough. */
    INSUFFICIENT_BALANCE;

    Problem problem() {
        return switch (this) {
            case WALLET_CLOSED -> Problem.of(this, 409, "The wallet is closed");
            case WALLET_FROZEN -> Problem.of(this, 409, "The wallet is frozen");
            case LIMIT_BALANCE ->
                Problem.of("LIMIT_EXCEEDED", 409, "A limit of the wallet would be exceeded")
                        .with("limit", "BALANCE");
            case INSUFFICIENT_VAULT -> Problem.of(this, 409, "The operator's vault does not cover the amount");
            case INSUFFICIENT_BALANCE -> Problem.of(this, 409, "The balance does not cover the amount");
        };
    }

    /** The stable code of REST answers. */
    String code() {
        return problem().code();
    }
}
