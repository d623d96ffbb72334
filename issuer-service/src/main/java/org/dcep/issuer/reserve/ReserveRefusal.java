package org.dcep.issuer.reserve;

import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Why an admission, an addition of reserves or a placement has no effect; in order of precedence. */
enum ReserveRefusal {
    UNKNOWN_OPERATOR,
    ID_REUSED,
    OPERATOR_NUMBERS_EXHAUSTED,
    RESERVES_EXCEED_MAXIMUM,
    INSUFFICIENT_RESERVES;

    Problem problem() {
        return switch (this) {
            case UNKNOWN_OPERATOR -> Problems.notFound();
            case ID_REUSED -> Problems.idReused();
            case OPERATOR_NUMBERS_EXHAUSTED -> Problem.of(this, 409, "All 999 operator numbers are given away");
            case RESERVES_EXCEED_MAXIMUM ->
                Problem.of(this, 409, "All reserves together would exceed the largest amount, 2^53 - 1 fen");
            case INSUFFICIENT_RESERVES -> Problem.of(this, 409, "The operator's free reserves do not cover the amount");
        };
    }
}
