package org.dcep.settlement.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * What the central bank lent to an operator at the end of a day.
 *
 * @param repaid of principal and price together
 * @param repaidAt when the rest of it was paid; empty while something is owed
 */
public record OvernightLoan(
        LocalDate businessDate,
        OperatorId operator,
        Money principal,
        Money price,
        Money repaid,
        Instant lentAt,
        Optional<Instant> repaidAt) {

    public long owedFen() {
        return principal.fen() + price.fen() - repaid.fen();
    }

    OvernightLoan repaying(Money amount, Instant at) {
        Money repaidNow = repaid.plus(amount);
        boolean done = amount.fen() == owedFen();
        return new OvernightLoan(
                businessDate, operator, principal, price, repaidNow, lentAt, done ? Optional.of(at) : Optional.empty());
    }
}
