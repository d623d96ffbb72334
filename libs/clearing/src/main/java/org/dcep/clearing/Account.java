package org.dcep.clearing;

import java.util.Arrays;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** One participant's standing in the middle of a day. */
final class Account {
    final OperatorId id;
    final Terms terms;
    long balanceFen;
    long urgentReserveFen;
    long highReserveFen;

    /** Counts whatever happens to this standing or to what the participant has queued. */
    long changes;

    /** What has settled to each other participant since the day began. */
    final long[] paidFen;

    /** Limits by the payee's number, -1 where there is none. */
    final long[] bilateralLimitFen;

    final long multilateralLimitFen;

    Account(OperatorId id, Terms terms, int participants) {
        this.id = id;
        this.terms = terms;
        this.paidFen = new long[participants];
        this.bilateralLimitFen = terms.bilateralLimits().isEmpty() ? new long[0] : new long[participants];
        this.multilateralLimitFen = terms.multilateralLimit().map(Money::fen).orElse(-1L);
        beginDay();
    }

    void beginDay() {
        changes++;
        urgentReserveFen = terms.urgentReserve().fen();
        highReserveFen = terms.highReserve().fen();
        Arrays.fill(paidFen, 0);
    }

    /** What it could pay if it kept nothing back. */
    long spendableFen() {
        return balanceFen + terms.creditCap().fen();
    }

    /** What it could pay for one obligation of {@code priority}. */
    long spendableFen(Priority priority) {
        return spendableFen() - keptFrom(priority, 0, 0);
    }

    /** What must stay for higher priorities, if the same group pays this much of them from the reserves. */
    long keptFrom(Priority priority, long urgentFen, long highFen) {
        long urgent = Math.max(0, urgentReserveFen - urgentFen);
        return switch (priority) {
            case URGENT -> 0;
            case HIGH -> urgent;
            case NORMAL -> urgent + Math.max(0, highReserveFen - highFen);
        };
    }

    boolean hasBilateralLimit(int payee) {
        return bilateralLimitFen.length > 0 && bilateralLimitFen[payee] >= 0;
    }
}
