package org.dcep.ledger;

/** The kinds of account in an operator's wallet book. Every book sums to zero. */
public enum AccountKind {
    /** What the central bank has placed with this operator, as a negative number: the book's only source of money. */
    ISSUED(1, true),
    /** Currency that the operator holds and has not distributed. */
    VAULT(2, false),
    /** What a person, firm or merchant can spend. */
    WALLET(3, false),
    /** What a pending payment has set aside from a wallet: amount and gas. */
    HELD(4, false),
    /** Towards other operators: positive is owed to them, negative is owed by them, until settlement. */
    CLEARING(5, true),
    /** Gas charged and not yet swept to the treasury. */
    GAS(6, false),
    /**
     * What positions settled in reserves have left: positive is currency whose wallets are elsewhere by now, because the
     * operator paid for them with reserves; negative is wallets that reserves stand behind instead of currency. Adds up
     * to zero over all operators.
     */
    RESERVES(7, true);

    private final int code;
    private final boolean mayBeNegative;

    AccountKind(int code, boolean mayBeNegative) {
        this.code = code;
        this.mayBeNegative = mayBeNegative;
    }

    /** The number in the database; never reused. */
    public int code() {
        return code;
    }

    public boolean mayBeNegative() {
        return mayBeNegative;
    }

    /** Whether the account belongs to a wallet; the others are collectors, one per operator. */
    public boolean ofWallet() {
        return this == WALLET || this == HELD;
    }
}
