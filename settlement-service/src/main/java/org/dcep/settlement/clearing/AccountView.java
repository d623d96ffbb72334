package org.dcep.settlement.clearing;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A settlement account as REST shows it.
 *
 * @param balanceFen what is in it; below zero by at most {@code creditCapFen}
 * @param creditDrawnFen how far it is below zero
 * @param creditCapFen how far it may be; where the policy has lowered the cap, what was drawn by then still counts
 * @param netDebitCapFen the largest net debit position that it may bring into a cycle of deferred net settlement
 * @param overnightOwedFen what it owes for overnight loans, prices included; it cannot be returned
 * @param owes what it owes to others and has not settled yet
 * @param owed what others owe to it and have not settled yet
 * @param multilateralLimitFen how much more it will have paid than received today before its NORMAL obligations wait
 * @param bilateralLimits the same towards single operators
 */
public record AccountView(
        String operatorId,
        long balanceFen,
        long creditDrawnFen,
        long creditCapFen,
        Optional<Long> netDebitCapFen,
        long overnightOwedFen,
        Waiting owes,
        Waiting owed,
        Reserve urgentReserve,
        Reserve highReserve,
        Optional<Long> multilateralLimitFen,
        SortedMap<String, Long> bilateralLimits) {

    /** Obligations that are not final: how many, and their value. */
    public record Waiting(long obligations, long valueFen) {}

    /** What is kept for obligations of a priority each day, and what of it they have not used up today. */
    public record Reserve(long setFen, long leftFen) {}
}
