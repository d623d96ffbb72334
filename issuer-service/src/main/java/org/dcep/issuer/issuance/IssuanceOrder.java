package org.dcep.issuer.issuance;

import java.util.UUID;
import org.dcep.issuer.book.Holder;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * An order to issue currency to an operator.
 *
 * @param id the caller's own; the issuance's identity for ever
 * @param amount at least 1 fen
 */
record IssuanceOrder(UUID id, OperatorId operatorId, Money amount) {
    Holder holder() {
        return Holder.operator(operatorId);
    }
}
