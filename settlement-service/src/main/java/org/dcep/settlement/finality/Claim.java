package org.dcep.settlement.finality;

import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.PaymentDigest;
import org.dcep.settlement.intake.OperatorIntakeRow;

/** What is said about an operator's payments in a cycle: by its book's marker, or by what arrived here. */
record Claim(long payments, long amountFen, long gasFeeFen, String digest) {
    static final Claim NOTHING = new Claim(0, 0, 0, PaymentDigest.text(0));

    static Claim of(CycleMarked event) {
        return new Claim(event.payments(), event.amountFen(), event.gasFeeFen(), event.digest());
    }

    static Claim of(OperatorIntakeRow row) {
        return new Claim(row.payments(), row.amountFen(), row.gasFeeFen(), row.digestText());
    }
}
