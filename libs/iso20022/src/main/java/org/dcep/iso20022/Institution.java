package org.dcep.iso20022;

import org.dcep.kernel.OperatorId;

/**
 * A bank: an operator or the central bank. None has a BIC or an LEI here, so each is identified by its own id under the
 * name of a scheme, which the standard foresees ({@code FinInstnId/Othr}).
 */
public record Institution(String id, Kind kind) {
    /** Which scheme the id belongs to. */
    public enum Kind {
        OPERATOR("DCEP-OPERATOR"),
        CENTRAL_BANK("DCEP-CENTRAL-BANK");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        String scheme() {
            return scheme;
        }
    }

    public static final Institution CENTRAL_BANK = new Institution("central-bank", Kind.CENTRAL_BANK);

    /**
     * @throws IllegalArgumentException if the id is none
     */
    public Institution {
        IsoText.id(id, IsoText.MAX_ID, "an institution's id");
    }

    public static Institution of(OperatorId operator) {
        return new Institution(operator.value(), Kind.OPERATOR);
    }
}
