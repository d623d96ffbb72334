package org.dcep.ledger;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.dcep.kernel.Money;

/**
 * What transactions cost and who receives it.
 *
 * @param price turns gas units into micro-fen
 * @param units gas units per operation, each 0 or more; every operation is named
 * @param beneficiaries who shares the revenue; their basis points add up to 10,000
 */
public record GasPolicy(PriceRule price, Map<Operation, Long> units, List<Beneficiary> beneficiaries) {
    /** The largest number of units that a schedule may give to an operation. */
    public static final long MAX_UNITS = 1_000_000_000L;

    /**
     * @throws IllegalArgumentException if an operation is missing, units are out of range or shares are not whole
     */
    public GasPolicy {
        units = Map.copyOf(units);
        beneficiaries = List.copyOf(beneficiaries);
        for (Operation operation : Operation.values()) {
            Long value = units.get(operation);
            if (value == null || value < 0 || value > MAX_UNITS) {
                throw new IllegalArgumentException("units of " + operation + " must be in 0.." + MAX_UNITS);
            }
        }
        RevenueSplit.requireWhole(beneficiaries);
    }

    /**
     * The policy with which a new network starts: 21,000 units for a transfer at 45 micro-fen, so about 0.95 fen.
     * Source: assumption A-03 in docs/sources.md.
     */
    public static GasPolicy initial() {
        return new GasPolicy(
                new PriceRule.Schedule(45),
                Map.of(Operation.TRANSFER, 21_000L, Operation.PAYROLL_ITEM, 9_000L),
                List.of(
                        new Beneficiary("treasury", 6_000),
                        new Beneficiary("settlement-operator", 2_000),
                        new Beneficiary("framework-provider", 1_500),
                        new Beneficiary("research", 500)));
    }

    /**
     * The charge for one operation.
     *
     * @param restMicroFen what the payer has paid too much so far, less than nothing if too little
     * @param at time of day in the business time zone
     */
    public GasCharge charge(Operation operation, Money amount, LocalTime at, long restMicroFen) {
        long operationUnits = units.get(operation);
        return GasCharge.of(operationUnits, price.dueMicroFen(operationUnits, amount, at), restMicroFen);
    }
}
