package org.dcep.settlement.clearing;

import java.util.UUID;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * A payment between two operators, which obliges one to the other.
 *
 * @param cycleId the cycle that the payment is stamped with
 */
public record Arrival(UUID paymentId, long cycleId, OperatorId payer, OperatorId payee, Money amount) {

    /** The payment's id is the obligation's, and the policy says which obligations go first. */
    Obligation obligation(SettlementPolicy policy) {
        return new Obligation(
                paymentId.toString(), payer, payee, amount, policy.priorities().of(amount));
    }
}
