package org.dcep.wallet.book;

/** Whether a wallet may pay and be paid. */
public enum WalletState {
    /** Pays and is paid. */
    ACTIVE(1),
    /** Neither pays nor is paid; what is on its way to it is returned. */
    FROZEN(2),
    /** Empty for ever. */
    CLOSED(3);

    private final int code;

    WalletState(int code) {
        this.code = code;
    }

    /** The number in the database; never reused. */
    public int code() {
        return code;
    }

    public static WalletState ofCode(int code) {
        return switch (code) {
            case 1 -> ACTIVE;
            case 2 -> FROZEN;
            case 3 -> CLOSED;
            default -> throw new IllegalArgumentException("no wallet state has the code " + code);
        };
    }
}
