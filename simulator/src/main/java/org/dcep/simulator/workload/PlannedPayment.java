package org.dcep.simulator.workload;

import java.util.Optional;
import java.util.UUID;

/**
 * A payment that somebody will order.
 *
 * @param number counts the run's payments from 1
 * @param payeeNumber the wallet number that the order names
 * @param payee the wallet of that number, empty if there is none
 * @param maxGasFeeFen what the payer is willing to pay for gas
 */
public record PlannedPayment(
        int number,
        UUID id,
        Kind kind,
        TrackedWallet payer,
        String payeeNumber,
        Optional<TrackedWallet> payee,
        long amountFen,
        long maxGasFeeFen,
        Flaw flaw,
        String reference) {

    /** Why money changes hands. */
    public enum Kind {
        SALARY,
        PURCHASE,
        BETWEEN_PEOPLE,
        SUPPLY,
        /** An order that was read from a file. */
        ORDER
    }

    /** What is wrong with an order beyond its content. */
    public enum Flaw {
        NONE,
        /** Sent after its expiry. */
        EXPIRED,
        /** Signed with another wallet's key. */
        FORGED
    }

    /** Whether payer and payee have their wallets at different operators. */
    public boolean crossesOperators() {
        return payee.filter(wallet -> !wallet.operatorId().equals(payer.operatorId()))
                .isPresent();
    }
}
