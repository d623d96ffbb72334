package org.dcep.ledger;

/**
 * Who receives a share of the gas revenue.
 *
 * @param basisPoints 1 to 10,000
 */
public record Beneficiary(String name, int basisPoints) {
    public Beneficiary {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("a beneficiary's name must match [a-z][a-z0-9-]{0,31}");
        }
        if (basisPoints < 1 || basisPoints > RevenueSplit.WHOLE_BASIS_POINTS) {
            throw new IllegalArgumentException("basisPoints must be in 1..10000");
        }
    }
}
