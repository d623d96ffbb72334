package org.dcep.ledger;

/**
 * An account of an operator's book.
 *
 * @param operatorNumber 1 to 999
 * @param wallet the wallet's number for {@link AccountKind#WALLET} and {@link AccountKind#HELD}, else 0
 */
public record AccountId(AccountKind kind, int operatorNumber, long wallet) {
    /**
     * @throws IllegalArgumentException if a wallet is missing where one belongs, or named where none does
     */
    public AccountId {
        if (kind.ofWallet() == (wallet == 0)) {
            throw new IllegalArgumentException(kind + " with wallet " + wallet);
        }
    }

    /** An account that the operator has once: ISSUED, VAULT, CLEARING, GAS or RESERVES. */
    public static AccountId of(AccountKind kind, int operatorNumber) {
        return new AccountId(kind, operatorNumber, 0);
    }

    /** What the wallet can spend. */
    public static AccountId wallet(int operatorNumber, long wallet) {
        return new AccountId(AccountKind.WALLET, operatorNumber, wallet);
    }

    /** What the wallet's pending payments have set aside. */
    public static AccountId held(int operatorNumber, long wallet) {
        return new AccountId(AccountKind.HELD, operatorNumber, wallet);
    }
}
