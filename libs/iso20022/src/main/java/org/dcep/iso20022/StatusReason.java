package org.dcep.iso20022;

/**
 * Why a payment was not made, or not yet, as far as this sandbox has such reasons.
 * Source: ISO 20022 external code set ExternalStatusReason1Code.
 */
public enum StatusReason {
    INVALID_CREDITOR_ACCOUNT("AC03"),
    CLOSED_ACCOUNT("AC04"),
    BLOCKED_ACCOUNT("AC06"),
    TRANSACTION_FORBIDDEN("AG01"),
    AMOUNT_ABOVE_MAXIMUM("AM02"),
    INSUFFICIENT_FUNDS("AM04"),
    AMOUNT_ABOVE_AGREED_LIMIT("AM14"),
    INVALID_SIGNATURE("DS0B"),
    TRANSACTION_NOT_UNIQUE("DU03"),
    SYSTEM_NOT_AVAILABLE("ED06"),
    /** The additional information says what. */
    NARRATIVE("NARR"),
    AFTER_CUT_OFF("TM01");

    private final String code;

    StatusReason(String code) {
        this.code = code;
    }

    /** The four characters. */
    public String code() {
        return code;
    }
}
