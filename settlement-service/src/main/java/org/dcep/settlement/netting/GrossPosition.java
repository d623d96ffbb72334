package org.dcep.settlement.netting;

/**
 * What the payers of one operator have paid to the payees of another in a cycle, or within one operator.
 *
 * @param payments at least 1
 * @param amountFen at least 1
 */
public record GrossPosition(String payerOperatorId, String payeeOperatorId, long payments, long amountFen) {
    public GrossPosition {
        if (payments < 1 || amountFen < 1) {
            throw new IllegalArgumentException("a gross position has at least one payment of at least 1 fen");
        }
    }

    /** Whether it obliges one operator to another; payments within an operator oblige nobody. */
    public boolean crossesOperators() {
        return !payerOperatorId.equals(payeeOperatorId);
    }
}
