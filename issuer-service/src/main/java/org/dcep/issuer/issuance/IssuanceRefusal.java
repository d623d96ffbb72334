package org.dcep.issuer.issuance;

import org.dcep.web.Problem;

/** Why an issuance is refused, stored under its id like an acceptance. */
enum IssuanceRefusal {
    INSUFFICIENT_RESERVES;

    Problem problem() {
        return switch (this) {
            case INSUFFICIENT_RESERVES -> Problem.of(this, 409, "The operator's free reserves do not cover the amount");
        };
    }
}
