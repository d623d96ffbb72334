package org.dcep.contracts;

import java.util.List;
import java.util.UUID;

/**
 * A cycle's gas leaves the operators' books for the treasury; {@code collected} and {@code shares} have equal sums.
 *
 * @param settlementId of its own, not that of the cycle's payments
 * @param collected what each operator's GAS account gives up
 * @param shares what each beneficiary receives, by the basis points of the gas policy
 */
public record GasRevenueSettled(UUID settlementId, long cycleId, List<Collected> collected, List<Share> shares)
        implements Event {

    public record Collected(String operatorId, long gasFeeFen) {}

    public record Share(String beneficiary, int basisPoints, long amountFen) {}

    @Override
    public Topic topic() {
        return Topic.GAS_REVENUE_SETTLED;
    }

    @Override
    public String key() {
        return "cycle";
    }
}
