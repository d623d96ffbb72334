package org.dcep.settlement.corridor;

import java.util.Optional;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Lei;

/**
 * Somebody's account in the foreign ledger. Amounts are in the smallest unit of its currency and never negative.
 *
 * @param lei of the firm that owns it
 * @param key whose signature moves money out of it
 * @param operatorId the bank whose market maker owns it; empty for everybody else
 * @param availableMinor what may be spent
 * @param heldMinor what is set aside for trades under way
 */
record ForeignAccount(
        String corridorId,
        String accountId,
        Lei lei,
        VerifyingKey key,
        Optional<String> operatorId,
        long availableMinor,
        long heldMinor) {

    boolean belongsTo(String operator) {
        return operatorId.filter(operator::equals).isPresent();
    }

    /** Whether it was opened with the same words; balances are no part of that. */
    boolean isSameAs(ForeignAccount other) {
        return lei.equals(other.lei) && key.equals(other.key) && operatorId.equals(other.operatorId);
    }
}
