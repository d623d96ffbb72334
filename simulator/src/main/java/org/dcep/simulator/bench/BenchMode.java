package org.dcep.simulator.bench;

import org.dcep.simulator.bench.load.RequestKind;

/** What is measured. */
public enum BenchMode {
    /** One signed payment a request. */
    SINGLE(RequestKind.SINGLE, 256, 20_000),
    /** Batches of signed payments, one a line. */
    BATCH(RequestKind.BATCH, 8, 20_000),
    /** Payrolls: one signature, 1,000 payees. */
    PAYROLL(RequestKind.PAYROLL, 8, 60_000),
    /** Balances and entries, while payments are made. */
    READ(RequestKind.READ, 64, 0),
    /** Far more payments than there is room for, and what comes after. */
    OVERLOAD(RequestKind.SINGLE, 10_000, 20_000),
    /** The engine of payments alone: no HTTP and no signatures, the same database. */
    ENGINE(RequestKind.SINGLE, 2_048, 0);

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

    /** For how many requests a second the warm-up is prepared; a faster service ends it early. */
    double expectedRequestsPerSecond() {
        return (double) paymentsPerSecond / kind.payments();
    }
}
