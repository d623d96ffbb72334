package org.dcep.simulator.workload;

import org.dcep.crypto.SigningKey;
import org.dcep.simulator.client.WalletApi;

/**
 * A wallet that was opened, with the balance that follows from the answers its owner was given and from nothing else.
 * Changed by one thread between waves of payments, read by many during them.
 */
public final class TrackedWallet {
    /** No limit of a class comes near. */
    private static final long NO_LIMIT = Long.MAX_VALUE / 4;

    /** What was paid and received, in fen and in number. */
    public record Turnover(long paidFen, long receivedFen, long gasFeeFen, int paid, int received) {}

    private final WalletPlan plan;
    private final String operatorId;
    private final String walletId;
    private final SigningKey key;
    private final WalletApi.Limits limits;
    private String state;
    private long availableFen;
    private long spentTodayFen;
    private Turnover turnover = new Turnover(0, 0, 0, 0, 0);

    public TrackedWallet(WalletPlan plan, WalletApi.Wallet opened, SigningKey key) {
        this.plan = plan;
        this.operatorId = opened.operatorId();
        this.walletId = opened.walletId();
        this.limits = opened.limits();
        this.state = opened.state();
        this.key = key;
    }

    public WalletPlan plan() {
        return plan;
    }

    public String operatorId() {
        return operatorId;
    }

    public String walletId() {
        return walletId;
    }

    public SigningKey key() {
        return key;
    }

    public String state() {
        return state;
    }

    public boolean isActive() {
        return state.equals("ACTIVE");
    }

    public long availableFen() {
        return availableFen;
    }

    public Turnover turnover() {
        return turnover;
    }

    public boolean is(WalletPlan.Role role) {
        return plan.role() == role;
    }

    /** How much more the wallet may hold. */
    public long roomFen() {
        return orNone(limits.balanceFen()) - availableFen;
    }

    public boolean hasBalanceLimit() {
        return limits.balanceFen() != null;
    }

    public long perPaymentFen() {
        return orNone(limits.perPaymentFen());
    }

    public boolean hasPaymentLimit() {
        return limits.perPaymentFen() != null;
    }

    /** How much more may be paid today. */
    public long leftTodayFen() {
        return orNone(limits.dailyFen()) - spentTodayFen;
    }

    /** Currency came from the owner's deposit, or went back to it if negative. */
    public void exchanged(long fen) {
        availableFen += fen;
    }

    /** An order of this wallet was accepted. */
    public void paid(long amountFen, long gasFeeFen) {
        availableFen -= amountFen + gasFeeFen;
        spentTodayFen += amountFen;
        turnover = new Turnover(
                turnover.paidFen() + amountFen,
                turnover.receivedFen(),
                turnover.gasFeeFen() + gasFeeFen,
                turnover.paid() + 1,
                turnover.received());
    }

    /** Another wallet's order to this one was accepted. */
    public void received(long amountFen) {
        availableFen += amountFen;
        turnover = new Turnover(
                turnover.paidFen(),
                turnover.receivedFen() + amountFen,
                turnover.gasFeeFen(),
                turnover.paid(),
                turnover.received() + 1);
    }

    public void changed(String newState) {
        state = newState;
    }

    /** A business date has ended. */
    public void newDay() {
        spentTodayFen = 0;
    }

    private static long orNone(Long limit) {
        return limit == null ? NO_LIMIT : limit;
    }
}
