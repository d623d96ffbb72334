package org.dcep.issuer.treasury;

import java.util.List;

/**
 * Gas revenue so far. What the beneficiaries have is what the operators collected.
 *
 * @param treasuryFen the sum of both lists
 */
public record TreasuryView(long treasuryFen, List<Received> beneficiaries, List<Collected> collectedByOperator) {
    /** What one beneficiary received. */
    public record Received(String beneficiary, long amountFen) {}

    /** What one operator collected from its wallets and gave up. */
    public record Collected(String operatorId, long amountFen) {}
}
