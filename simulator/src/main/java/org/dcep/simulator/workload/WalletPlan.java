package org.dcep.simulator.workload;

import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;

/**
 * A wallet to be opened.
 *
 * @param name unique in a run; its key is derived from it
 * @param bank index of its operator
 * @param firstDepositFen what its owner exchanges into it on the first day, may be 0
 * @param ticketFen the median of what its owner pays at a till, 0 if the owner does not shop
 * @param salaryFen the median of what its owner earns, 0 if the owner earns nothing
 */
public record WalletPlan(
        String name,
        int bank,
        Role role,
        WalletClass walletClass,
        SignatureAlgorithm algorithm,
        long firstDepositFen,
        long ticketFen,
        long salaryFen) {

    /** What a wallet's owner is to the others. */
    public enum Role {
        PERSON,
        MERCHANT,
        /** Owner of orders that were read from a file. */
        PAYER,
        /** Named as payee in orders that were read from a file. */
        PAYEE
    }

    /** A wallet without habits of its own, for orders that were read from a file. */
    public static WalletPlan of(String name, int bank, Role role, WalletClass walletClass, int number) {
        SignatureAlgorithm algorithm = number % 2 == 0 ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.SM2;
        return new WalletPlan(name, bank, role, walletClass, algorithm, 0, 0, 0);
    }
}
