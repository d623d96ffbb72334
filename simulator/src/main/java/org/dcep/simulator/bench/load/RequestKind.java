package org.dcep.simulator.bench.load;

/** What one request of the load is. */
public enum RequestKind {
    /** One signed payment. */
    SINGLE(1, 1_024),
    /** Many signed payments, one a line. */
    BATCH(500, 4),
    /** Many payments of one payer under one signature. */
    PAYROLL(1_000, 4),
    /** A balance, or the newest entries of a wallet; pays nothing. */
    READ(0, 1_024);

    private final int payments;
    private final int requestsInBlock;

    RequestKind(int payments, int requestsInBlock) {
        this.payments = payments;
        this.requestsInBlock = requestsInBlock;
    }

    /** Payments in one request. */
    public int payments() {
        return payments;
    }

    /** How many requests are prepared and kept together. */
    int requestsInBlock() {
        return requestsInBlock;
    }
}
