package org.dcep.wallet.payment;

import java.util.ArrayList;
import java.util.List;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.metering.GasUsage;

/** The gas that a transaction has charged for good, to be metered in the same transaction. */
final class Charges {
    private Charges() {}

    /** One charge per payment that became final; what is held or given back is not charged. */
    static List<GasUsage.Charge> of(List<PaymentRow> payments, LockedBook book) {
        List<GasUsage.Charge> charges = new ArrayList<>(payments.size());
        for (PaymentRow payment : payments) {
            if (payment.state() == PaymentState.ACCEPTED) {
                charges.add(new GasUsage.Charge(
                        payment.operatorNumber(),
                        payment.cycleId(),
                        payment.decidedAt(),
                        payment.operation(),
                        book.wallet(payment.payer()).orElseThrow().walletClass(),
                        payment.amountFen(),
                        payment.gasUnits(),
                        payment.gasFeeFen()));
            }
        }
        return charges;
    }
}
