package org.dcep.clearing;

import java.util.List;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * How a day ended.
 *
 * @param groups what still became final; not the last cycle, which is closed before
 * @param kept obligations that wait for the next day
 * @param returned obligations that left the queue unsettled
 * @param loans what the central bank lent so that the rest could be forced, ascending by participant
 */
public record DayOutcome(
        List<SettledGroup> groups, List<Queued> kept, List<Queued> returned, List<OvernightLoan> loans) {
    public DayOutcome {
        groups = List.copyOf(groups);
        kept = List.copyOf(kept);
        returned = List.copyOf(returned);
        loans = List.copyOf(loans);
    }

    /**
     * What a participant lacked beyond its credit cap. The engine has added the principal to its balance; paying it back,
     * and the price, is the caller's to arrange.
     */
    public record OvernightLoan(OperatorId borrower, Money principal, Money price) {}
}
