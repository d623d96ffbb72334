package org.dcep.wallet.payment;

import java.util.List;
import org.dcep.ledger.Operation;

/** A payroll with its payer's signature, not yet verified. */
record SignedPayroll(Payroll payroll, byte[] signature, String network) {

    byte[] signedBytes() {
        return payroll.signedBytes(network);
    }

    long payerNumber() {
        return Long.parseLong(payroll.payer());
    }

    /** The items as orders of their own, each under the payroll's signature. */
    List<SignedOrder> orders() {
        return payroll.items().stream()
                .map(item -> new SignedOrder(
                        payroll.orderOf(item), payroll.bytesOf(item, network), signature, Operation.PAYROLL_ITEM))
                .toList();
    }
}
