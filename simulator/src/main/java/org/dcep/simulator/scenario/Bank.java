package org.dcep.simulator.scenario;

import org.dcep.simulator.client.Credentials;
import org.dcep.simulator.workload.BankPlan;

/** An admitted operator, with the currency that follows from the answers it was given. */
public final class Bank {
    private final BankPlan plan;
    private final Credentials credentials;
    private long issuedFen;
    private long redeemedFen;
    private long vaultFen;

    Bank(BankPlan plan, Credentials credentials) {
        this.plan = plan;
        this.credentials = credentials;
    }

    public String operatorId() {
        return plan.operatorId();
    }

    public String name() {
        return plan.name();
    }

    Credentials credentials() {
        return credentials;
    }

    public long issuedFen() {
        return issuedFen;
    }

    public long redeemedFen() {
        return redeemedFen;
    }

    public long vaultFen() {
        return vaultFen;
    }

    void issued(long fen) {
        issuedFen += fen;
        vaultFen += fen;
    }

    void redeemed(long fen) {
        redeemedFen += fen;
        vaultFen -= fen;
    }

    /** Currency left the vault for a wallet, or came back from one if negative. */
    void exchanged(long fen) {
        vaultFen -= fen;
    }
}
