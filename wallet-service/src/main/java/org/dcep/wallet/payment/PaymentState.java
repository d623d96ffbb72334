package org.dcep.wallet.payment;

/** Where a payment stands in its payer's book. */
enum PaymentState {
    /** Amount and gas are held; the payee's operator has not answered yet. */
    PENDING(1),
    /** Final for payer and payee. */
    ACCEPTED(2),
    /** Refused at once: nothing ever moved. */
    REFUSED(3),
    /** Refused by the payee's operator: everything came back. Shown as refused. */
    RETURNED(4);

    private final short code;

    PaymentState(int code) {
        this.code = (short) code;
    }

    /** The number in the database; never reused. */
    short code() {
        return code;
    }

    static PaymentState ofCode(short code) {
        return switch (code) {
            case 1 -> PENDING;
            case 2 -> ACCEPTED;
            case 3 -> REFUSED;
            case 4 -> RETURNED;
            default -> throw new IllegalArgumentException("no payment state has the code " + code);
        };
    }
}
