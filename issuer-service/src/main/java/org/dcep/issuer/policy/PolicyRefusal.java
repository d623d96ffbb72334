package org.dcep.issuer.policy;

import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Why a version is not published; in order of precedence. */
enum PolicyRefusal {
    TOO_FINE,
    IN_THE_PAST,
    POLICY_OUT_OF_ORDER;

    Problem problem() {
        return switch (this) {
            case TOO_FINE -> Problems.malformed("effectiveFrom", "must have whole milliseconds");
            case IN_THE_PAST -> Problems.malformed("effectiveFrom", "must not be in the past");
            case POLICY_OUT_OF_ORDER ->
                Problem.of(this, 409, "A version that applies later than this is published already");
        };
    }
}
