package org.dcep.simulator.scenario;

import org.dcep.simulator.workload.TrackedWallet;

/**
 * A bank deposit becomes currency in a wallet, or the other way round.
 *
 * @param fen into the wallet if positive, back to the deposit if negative, never 0
 */
public record Exchange(TrackedWallet wallet, long fen) {
    String direction() {
        return fen > 0 ? "TO_WALLET" : "TO_DEPOSIT";
    }
}
