package org.dcep.settlement.clearing;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** What an operator decides itself about its settlement account; the caps are the central bank's. */
public record OwnTerms(
        Money urgentReserve,
        Money highReserve,
        Optional<Money> multilateralLimit,
        SortedMap<OperatorId, Money> bilateralLimits) {

    public OwnTerms {
        bilateralLimits = Collections.unmodifiableSortedMap(new TreeMap<>(bilateralLimits));
    }

    Terms within(Terms present) {
        return new Terms(
                present.creditCap(),
                present.netDebitCap(),
                urgentReserve,
                highReserve,
                multilateralLimit,
                bilateralLimits);
    }
}
