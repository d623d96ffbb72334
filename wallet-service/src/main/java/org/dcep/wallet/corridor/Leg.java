package org.dcep.wallet.corridor;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.LegRequested;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;

/** A leg that settlement waits for. */
record Leg(LegRequested requested) {
    UUID tradeId() {
        return requested.tradeId();
    }

    /** The order that the market maker signed; empty if what was asked is no order, which nothing can execute. */
    Optional<PaymentOrder> order() {
        try {
            return Optional.of(new PaymentOrder(
                    requested.paymentId(),
                    requested.payer(),
                    requested.payee(),
                    new Money(requested.amountFen()),
                    new Money(requested.maxGasFeeFen()),
                    requested.expiresAt(),
                    requested.reference()));
        } catch (IllegalArgumentException noOrder) {
            return Optional.empty();
        }
    }

    /** What the market maker signed with; no bytes if it is not base64url of anything, because no key makes that. */
    byte[] signature() {
        try {
            return Base64Url.decode(requested.signature());
        } catch (IllegalArgumentException noSignature) {
            return new byte[0];
        }
    }

    LegAnswered accepted(LogLeaf leaf) {
        return new LegAnswered(
                requested.tradeId(),
                requested.corridorId(),
                requested.paymentId(),
                true,
                "",
                leaf.operatorId(),
                leaf.cycleId(),
                leaf.payeeOperatorId(),
                leaf.gasUnits(),
                leaf.gasFeeFen(),
                leaf.gasPolicyVersion(),
                leaf.committedAt());
    }

    LegAnswered refused(String code, Instant at) {
        return new LegAnswered(
                requested.tradeId(),
                requested.corridorId(),
                requested.paymentId(),
                false,
                code,
                "",
                0,
                "",
                0,
                0,
                0,
                at);
    }
}
