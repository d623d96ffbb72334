package org.dcep.issuer.redemption;

import org.dcep.web.Problem;

/** Why a redemption is refused. */
enum RedemptionRefusal {
    INSUFFICIENT_VAULT;

    Problem problem() {
        return switch (this) {
            case INSUFFICIENT_VAULT -> Problem.of(this, 409, "The operator's vault does not hold the amount");
        };
    }
}
