package org.dcep.issuer.redemption;

import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * An operator's order to redeem currency from its vault.
 *
 * @param id the operator's own; the redemption's identity for ever
 */
record RedemptionOrder(UUID id, OperatorId operatorId, Money amount) {}
