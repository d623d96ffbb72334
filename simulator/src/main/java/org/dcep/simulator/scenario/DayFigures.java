package org.dcep.simulator.scenario;

/** Where the currency was when a simulated day had ended, settled and redeemed. */
public record DayFigures(
        int day,
        long issuedFen,
        long redeemedFen,
        long vaultsFen,
        long peopleFen,
        long merchantsFen,
        long treasuryFen,
        long paidFen,
        int accepted,
        int refused) {}
