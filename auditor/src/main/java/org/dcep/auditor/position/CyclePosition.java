package org.dcep.auditor.position;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.dcep.auditor.book.Total;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;

/**
 * What the operators owe one another in a cycle by its payments, and what settlement has made of it. Signed: what an
 * operator receives less what it pays.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class CyclePosition {
    private final Map<String, Total> owedFen = new TreeMap<>();
    private final Map<String, Total> settledFen = new TreeMap<>();
    private final Map<String, Total> collectedFen = new TreeMap<>();
    private boolean swept;
    private long gasToldMillis;
    private long endToldMillis;
    private boolean gasJudged;
    private boolean netJudged;

    /** A payment between two operators. */
    public void owe(PaymentCommitted payment) {
        add(owedFen, payment.operatorId(), -payment.amountFen());
        add(owedFen, payment.payeeOperatorId(), payment.amountFen());
    }

    public void settle(PaymentsSettled told) {
        for (PaymentsSettled.Movement movement : told.movements()) {
            add(settledFen, movement.fromOperatorId(), -movement.amountFen());
            add(settledFen, movement.toOperatorId(), movement.amountFen());
        }
    }

    public void sweep(String operatorId, long gasFeeFen) {
        swept = true;
        add(collectedFen, operatorId, gasFeeFen);
    }

    private static void add(Map<String, Total> sums, String operatorId, long fen) {
        sums.computeIfAbsent(operatorId, first -> new Total()).add(fen);
    }

    private static Map<String, BigInteger> fen(Map<String, Total> sums) {
        Map<String, BigInteger> fen = new TreeMap<>();
        sums.forEach((operator, sum) -> fen.put(operator, sum.fen()));
        return fen;
    }

    /**
     * Settlement says that nothing of the cycle is left to settle.
     *
     * @param atMillis when it was sent
     */
    public void end(long atMillis) {
        endToldMillis = endToldMillis == 0 ? atMillis : endToldMillis;
    }

    /**
     * Since when the cycle's gas could be judged: all books are compared, and what was swept has been told.
     *
     * @param nowMillis kept if it is the first time
     */
    public long gasToldSince(long nowMillis) {
        gasToldMillis = gasToldMillis == 0 ? nowMillis : gasToldMillis;
        return gasToldMillis;
    }

    public void judgeGas() {
        gasJudged = true;
    }

    public void judgeNet() {
        netJudged = true;
    }

    public Map<String, BigInteger> owedFen() {
        return fen(owedFen);
    }

    public Map<String, BigInteger> settledFen() {
        return fen(settledFen);
    }

    public Map<String, BigInteger> collectedFen() {
        return fen(collectedFen);
    }

    public boolean isSwept() {
        return swept;
    }

    /** Whether settlement has said before {@code millis} that nothing of the cycle is left; obligations may wait. */
    public boolean endedBefore(long millis) {
        return endToldMillis != 0 && endToldMillis < millis;
    }

    public boolean isGasJudged() {
        return gasJudged;
    }

    public boolean isNetJudged() {
        return netJudged;
    }

    public boolean isJudged() {
        return gasJudged && netJudged;
    }
}
