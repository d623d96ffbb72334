package org.dcep.simulator.explain;

import org.dcep.simulator.receipt.ReceiptCheck;

/** One sentence about a payment, and how far it is known to be true. */
public record Finding(Mark mark, String says) {

    /** How far a sentence is known to be true. */
    public enum Mark {
        /** Computed here from something else, and found to agree. */
        CHECKED("checked"),
        /** As a service says, without proof. */
        READ("read"),
        /** Could not be checked; the sentence says why. */
        OPEN("open"),
        /** Computed here, and found not to agree. */
        FAILED("FAILED");

        private final String label;

        Mark(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    static Finding read(String says) {
        return new Finding(Mark.READ, says);
    }

    static Finding open(String says) {
        return new Finding(Mark.OPEN, says);
    }

    static Finding checked(String says) {
        return new Finding(Mark.CHECKED, says);
    }

    static Finding failed(String says) {
        return new Finding(Mark.FAILED, says);
    }

    /** What the check of a receipt found. */
    static Finding of(ReceiptCheck.Finding found) {
        return found.holds() ? checked(found.says()) : failed(found.says());
    }

    /** What a check found. */
    static Finding of(boolean holds, String ifItHolds, String otherwise) {
        return holds ? checked(ifItHolds) : failed(otherwise);
    }
}
