package org.dcep.wallet.book;

import org.dcep.kernel.WalletClass;

/**
 * A wallet's account as it stands under its row lock.
 *
 * @param number the wallet's number
 * @param keyEpoch counts the wallet's keys; an order verified with an older key must be verified again
 * @param availableFen what can be spent
 * @param heldFen what pending payments have set aside
 * @param seq the number of the last entry
 * @param gasRestMicroFen gas paid beyond its exact price
 */
public record WalletAccount(
        long number,
        int operatorNumber,
        WalletClass walletClass,
        WalletState state,
        int keyEpoch,
        long availableFen,
        long heldFen,
        long seq,
        Spending spending,
        long gasRestMicroFen) {

    WalletAccount moved(long availableChange, long heldChange) {
        return new WalletAccount(
                number,
                operatorNumber,
                walletClass,
                state,
                keyEpoch,
                Math.addExact(availableFen, availableChange),
                Math.addExact(heldFen, heldChange),
                seq + 1,
                spending,
                gasRestMicroFen);
    }

    WalletAccount counting(Spending newSpending, long newGasRestMicroFen) {
        return new WalletAccount(
                number,
                operatorNumber,
                walletClass,
                state,
                keyEpoch,
                availableFen,
                heldFen,
                seq,
                newSpending,
                newGasRestMicroFen);
    }
}
