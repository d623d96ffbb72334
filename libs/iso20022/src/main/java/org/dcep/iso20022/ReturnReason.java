package org.dcep.iso20022;

/**
 * Why a payment came back. Source: ISO 20022 external code set ExternalReturnReason1Code.
 */
public enum ReturnReason {
    BLOCKED_ACCOUNT("AC06"),
    CLOSED_CREDITOR_ACCOUNT("AC07"),
    AMOUNT_ABOVE_MAXIMUM("AM02"),
    UNKNOWN_CREDITOR("BE06"),
    /** The additional information says what. */
    NARRATIVE("NARR");

    private final String code;

    ReturnReason(String code) {
        this.code = code;
    }

    /** The four characters. */
    public String code() {
        return code;
    }
}
