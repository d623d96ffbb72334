package org.dcep.settlement.reconciliation;

/**
 * An operator's part of a cycle's settled payments, whatever the asset.
 *
 * @param mode of the first settlement of the cycle
 * @param netFen signed: received less paid
 */
record SettledLine(long cycleId, String operatorId, String mode, long netFen) {
    SettledLine plus(SettledLine other) {
        return new SettledLine(cycleId, operatorId, mode, Math.addExact(netFen, other.netFen));
    }
}
