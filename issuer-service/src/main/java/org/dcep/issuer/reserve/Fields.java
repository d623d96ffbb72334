package org.dcep.issuer.reserve;

import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.web.Problems;

/** Reads the fields that requests of the issuer share; each refusal names the field. */
public final class Fields {
    private Fields() {}

    /** At least 1 fen. */
    public static Money amount(String field, long fen) {
        if (fen == 0) {
            throw Problems.malformed(field, "must be at least 1").asException();
        }
        return amountOrZero(field, fen);
    }

    /** From 0 to the largest amount. */
    public static Money amountOrZero(String field, long fen) {
        if (fen < 0 || fen > Money.MAX_FEN) {
            throw Problems.malformed(field, "must be in 0.." + Money.MAX_FEN).asException();
        }
        return Money.fen(fen);
    }

    public static OperatorId operatorId(String value) {
        try {
            return OperatorId.of(value);
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("operatorId", e.getMessage()).asException();
        }
    }

    /** An operator in a path: what is no operator's id names none that exists. */
    public static OperatorId pathOperatorId(String value) {
        try {
            return OperatorId.of(value);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound().asException();
        }
    }

    /** An id in a path: what is no id names nothing that exists. */
    public static UUID pathId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Problems.notFound().asException();
        }
        throw Problems.notFound().asException();
    }
}
