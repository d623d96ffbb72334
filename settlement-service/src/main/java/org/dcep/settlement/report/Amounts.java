package org.dcep.settlement.report;

import org.dcep.kernel.Money;
import org.dcep.web.Problems;

/** Amounts of a request; each refusal names the field. */
final class Amounts {
    private Amounts() {}

    /** From 0 to the largest amount. */
    static Money orZero(String field, long fen) {
        if (fen < 0 || fen > Money.MAX_FEN) {
            throw Problems.malformed(field, "must be in 0.." + Money.MAX_FEN).asException();
        }
        return new Money(fen);
    }

    /** At least 1 fen. */
    static Money positive(String field, long fen) {
        if (fen == 0) {
            throw Problems.malformed(field, "must be at least 1").asException();
        }
        return orZero(field, fen);
    }
}
