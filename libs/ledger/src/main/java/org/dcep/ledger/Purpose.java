package org.dcep.ledger;

/** Why money moved. */
public enum Purpose {
    /** Issued currency enters a vault. */
    ISSUE(1),
    /** Currency leaves a vault to be destroyed. */
    REDEEM(2),
    /** Deposit to currency or back. */
    EXCHANGE(3),
    /** A payment inside one operator. */
    PAYMENT(4),
    /** The gas of a payment. */
    GAS(5),
    /** A pending payment sets money aside. */
    HOLD(6),
    /** A pending payment is refused at the payee's operator and gives back what it had set aside. */
    RETURN(7),
    /** A payment leaves for another operator. */
    CLEARING_OUT(8),
    /** A payment arrives from another operator. */
    CLEARING_IN(9),
    /** Settlement moves issued currency between operators. */
    SETTLEMENT(10),
    /** Gas leaves for the treasury. */
    GAS_SWEEP(11);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** The number in the database; never reused. */
    public int code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException if no purpose has this number
     */
    public static Purpose ofCode(int code) {
        for (Purpose purpose : values()) {
            if (purpose.code == code) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("no purpose has the code " + code);
    }
}
