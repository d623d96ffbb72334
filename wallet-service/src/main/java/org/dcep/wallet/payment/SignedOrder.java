package org.dcep.wallet.payment;

import org.dcep.crypto.Sm3;
import org.dcep.kernel.PaymentOrder;

/**
 * An order with the bytes that its payer signed, not yet verified.
 *
 * @param signedBytes rebuilt from the strictly parsed fields, for this service's network
 * @param signature what the payer sent; empty if it was not base64url of anything
 */
record SignedOrder(PaymentOrder order, byte[] signedBytes, byte[] signature) {

    static SignedOrder of(PaymentOrder order, byte[] signature, String network) {
        return new SignedOrder(order, order.signedBytes(network), signature);
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
