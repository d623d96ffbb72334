package org.dcep.contracts;

/**
 * Every obligation of the cycle is final and its gas has been shared out; its payments are settled between the operators
 * too. Comes after the last {@link PaymentsSettled} of the cycle, which may have waited for liquidity long after the
 * cycle closed.
 */
public record CycleSettled(long cycleId) implements Event {
    @Override
    public Topic topic() {
        return Topic.CYCLE_SETTLED;
    }

    @Override
    public String key() {
        return "cycle";
    }
}
