package org.dcep.wallet.payment;

/** Why an order is refused. The order of the constants is precedence: the first that applies is the answer. */
public enum PaymentRejection {
    ORDER_EXPIRED("ORDER_EXPIRED"),
    SELF_PAYMENT("SELF_PAYMENT"),
    UNKNOWN_PAYEE("UNKNOWN_PAYEE"),
    /** The payer's or the payee's. */
    WALLET_CLOSED("WALLET_CLOSED"),
    /** The payer's or the payee's. */
    WALLET_FROZEN("WALLET_FROZEN"),
    FEE_ABOVE_MAXIMUM("FEE_ABOVE_MAXIMUM"),
    LIMIT_PER_PAYMENT("LIMIT_EXCEEDED"),
    LIMIT_DAILY("LIMIT_EXCEEDED"),
    LIMIT_ANNUAL("LIMIT_EXCEEDED"),
    INSUFFICIENT_BALANCE("INSUFFICIENT_BALANCE"),
    /** The payee would hold more than its class may. */
    LIMIT_BALANCE("LIMIT_EXCEEDED");

    private final String code;

    PaymentRejection(String code) {
        this.code = code;
    }

    /** The stable code of REST answers, events and receipts; the limits share one. */
    public String code() {
        return code;
    }
}
