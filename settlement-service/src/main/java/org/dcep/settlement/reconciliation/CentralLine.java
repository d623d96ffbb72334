package org.dcep.settlement.reconciliation;

/**
 * What the centre has told about an operator: the central bank about issuance, settlement about the rest.
 *
 * @param settledFen signed: received less paid in settlements of issued currency
 * @param sweptFen gas that went to the treasury
 * @param coinsFen the coins of all issuances added up
 * @param reservesFen signed: received less paid in settlements of reserves
 */
record CentralLine(
        String operatorId,
        long issuedFen,
        long redeemedFen,
        long settledFen,
        long sweptFen,
        long coinsFen,
        long reservesFen) {

    static CentralLine nothing(String operatorId) {
        return new CentralLine(operatorId, 0, 0, 0, 0, 0, 0);
    }

    static CentralLine issued(String operatorId, long fen, long coinsFen) {
        return new CentralLine(operatorId, fen, 0, 0, 0, coinsFen, 0);
    }

    static CentralLine redeemed(String operatorId, long fen) {
        return new CentralLine(operatorId, 0, fen, 0, 0, 0, 0);
    }

    static CentralLine settled(String operatorId, Asset asset, long fen) {
        return switch (asset) {
            case CURRENCY -> new CentralLine(operatorId, 0, 0, fen, 0, 0, 0);
            case RESERVES -> new CentralLine(operatorId, 0, 0, 0, 0, 0, fen);
        };
    }

    static CentralLine swept(String operatorId, long fen) {
        return new CentralLine(operatorId, 0, 0, 0, fen, 0, 0);
    }

    CentralLine plus(CentralLine other) {
        return new CentralLine(
                operatorId,
                Math.addExact(issuedFen, other.issuedFen),
                Math.addExact(redeemedFen, other.redeemedFen),
                Math.addExact(settledFen, other.settledFen),
                Math.addExact(sweptFen, other.sweptFen),
                Math.addExact(coinsFen, other.coinsFen),
                Math.addExact(reservesFen, other.reservesFen));
    }

    /** What is registered to the operator at the centre. */
    long outstandingFen() {
        return Math.subtractExact(Math.addExact(Math.subtractExact(issuedFen, redeemedFen), settledFen), sweptFen);
    }
}
