package org.dcep.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * How the e-CNY leg of a trade has ended, once and for ever: final for payer and payee, or never to happen. Together with
 * the terms of the trade an acceptance says everything that is in the payment's leaf of the notary's log.
 *
 * @param reason the refusal's code, empty if accepted
 * @param operatorId the payer's operator, empty if refused
 * @param cycleId 0 if refused
 * @param payeeOperatorId empty if refused
 * @param gasUnits 0 if refused; so are fee and version
 * @param decidedAt when the payment became final, or the refusal was established
 */
public record LegAnswered(
        UUID tradeId,
        String corridorId,
        UUID paymentId,
        boolean accepted,
        String reason,
        String operatorId,
        long cycleId,
        String payeeOperatorId,
        long gasUnits,
        long gasFeeFen,
        int gasPolicyVersion,
        Instant decidedAt)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.LEG_ANSWERED;
    }

    @Override
    public String key() {
        return corridorId;
    }
}
