package org.dcep.auditor.position;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<String, Long> owedFen = new TreeMap<>();
    private final Map<String, Long> settledFen = new TreeMap<>();
    private final Map<String, Long> collectedFen = new TreeMap<>();
    private String mode = "";
    private boolean swept;
    private boolean judged;
    private long completeSinceMillis;

    /** A payment between two operators. */
    public void owe(PaymentCommitted payment) {
        owedFen.merge(payment.operatorId(), -payment.amountFen(), Math::addExact);
        owedFen.merge(payment.payeeOperatorId(), payment.amountFen(), Math::addExact);
    }

    public void settle(PaymentsSettled settled) {
        mode = settled.mode();
        for (PaymentsSettled.Movement movement : settled.movements()) {
            settledFen.merge(movement.fromOperatorId(), -movement.amountFen(), Math::addExact);
            settledFen.merge(movement.toOperatorId(), movement.amountFen(), Math::addExact);
        }
    }

    public void sweep(String operatorId, long gasFeeFen) {
        swept = true;
        collectedFen.merge(operatorId, gasFeeFen, Math::addExact);
    }

    /** Every book of the cycle has been compared with its marker. */
    public void complete(long atMillis) {
        completeSinceMillis = completeSinceMillis == 0 ? atMillis : completeSinceMillis;
    }

    public void judge() {
        judged = true;
    }

    public Map<String, Long> owedFen() {
        return owedFen;
    }

    public Map<String, Long> settledFen() {
        return settledFen;
    }

    public Map<String, Long> collectedFen() {
        return collectedFen;
    }

    /** Empty while nothing was settled. */
    public String mode() {
        return mode;
    }

    public boolean isSwept() {
        return swept;
    }

    public boolean isJudged() {
        return judged;
    }

    public long completeSinceMillis() {
        return completeSinceMillis;
    }
}
