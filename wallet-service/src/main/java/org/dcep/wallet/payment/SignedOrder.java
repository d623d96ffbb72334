package org.dcep.wallet.payment;

import org.dcep.crypto.Sm3;
import org.dcep.kernel.PaymentOrder;
import org.dcep.ledger.Operation;

/**
 * An order with the bytes that its payer signed, not yet verified.
 *
 * @param signedBytes rebuilt from the strictly parsed fields, for this service's network; an item of a payroll is signed
 *     with the others, so here they are the bytes that tell it from another item
 * @param signature what the payer sent; empty if it was not base64url of anything
 * @param operation what it is metered and priced as
 */
record SignedOrder(PaymentOrder order, byte[] signedBytes, byte[] signature, Operation operation) {

    static SignedOrder of(PaymentOrder order, byte[] signature, String network) {
        return new SignedOrder(order, order.signedBytes(network), signature, Operation.TRANSFER);
    }

    /** SM3 of the signed bytes: what makes two orders of one id the same or not. */
    byte[] fingerprint() {
        return Sm3.digest(signedBytes);
    }

    long payerNumber() {
        return Long.parseLong(order.payer());
    }

    long payeeNumber() {
        return Long.parseLong(order.payee());
    }
}
