package org.dcep.simulator.bench;

import org.dcep.simulator.bench.load.RequestKind;

/** What is measured. */
public enum BenchMode {
    /** One signed payment a request. */
    SINGLE(RequestKind.SINGLE, 256, 20_000),
    /** Batches of signed payments, one a line. */
    BATCH(RequestKind.BATCH, 8, 20_000),
    /** Payrolls: one signature, 1,000 payees. */
    PAYROLL(RequestKind.PAYROLL, 8, 60_000);

    private final RequestKind kind;
    private final int connections;
    private final int paymentsPerSecond;

    BenchMode(RequestKind kind, int connections, int paymentsPerSecond) {
        this.kind = kind;
        this.connections = connections;
        this.paymentsPerSecond = paymentsPerSecond;
    }

    RequestKind kind() {
        return kind;
    }

    /** How many requests are under way unless told otherwise. */
    int connections() {
        return connections;
    }

    /** For how many payments a second the warm-up is prepared; a faster service ends it early. */
    int expectedPaymentsPerSecond() {
        return paymentsPerSecond;
    }
}
