package org.dcep.settlement.report;

import org.dcep.settlement.netting.GrossPosition;
import org.dcep.web.Caller;
import org.dcep.web.Problems;
import org.dcep.web.Role;

/** What a caller may see of the positions between operators: everything, or its own part. */
sealed interface Visibility {
    /** Whether figures of {@code operatorId} are shown. */
    boolean shows(String operatorId);

    /** Whether figures that add up over all operators are shown. */
    boolean showsTotals();

    /** An operator sees the pairs in which it takes part, on either side. */
    default boolean shows(GrossPosition position) {
        return shows(position.payerOperatorId()) || shows(position.payeeOperatorId());
    }

    /** An operator whose token names no bank sees nothing at all. */
    static Visibility of(Caller caller) {
        boolean everything = caller.is(Role.AUDITOR) || caller.is(Role.CENTRAL_BANK) || caller.is(Role.SETTLEMENT);
        return everything
                ? new Everything()
                : new OwnPart(caller.operatorId()
                        .orElseThrow(() -> Problems.forbidden().asException()));
    }

    record Everything() implements Visibility {
        @Override
        public boolean shows(String operatorId) {
            return true;
        }

        @Override
        public boolean showsTotals() {
            return true;
        }
    }

    record OwnPart(String own) implements Visibility {
        @Override
        public boolean shows(String operatorId) {
            return own.equals(operatorId);
        }

        @Override
        public boolean showsTotals() {
            return false;
        }
    }
}
