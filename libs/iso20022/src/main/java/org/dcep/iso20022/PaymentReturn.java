package org.dcep.iso20022;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.WalletId;

/**
 * Payments that the payee's operator refused, so that the payer has everything back (pacs.004).
 *
 * @param network the sandbox's network, 1 to 30 printable characters
 * @param settlementDate the business date of the return
 * @param returns at least one, which together are less than 10^18 fen
 */
public record PaymentReturn(MessageHeader header, String network, LocalDate settlementDate, List<Returned> returns) {

    /**
     * One payment that came back.
     *
     * @param amount all of it; gas that was set aside with it is given back by the payer's own operator and is not part
     *     of what operators return to one another
     * @param detail the code of the refusal, 1 to 105 printable characters
     */
    public record Returned(
            UUID paymentId,
            Money amount,
            ReturnReason reason,
            String detail,
            OperatorId payerOperator,
            String payer,
            OperatorId payeeOperator,
            String payee) {
        /**
         * @throws IllegalArgumentException if a field is outside its range
         */
        public Returned {
            IsoText.id(detail, IsoText.MAX_ADDITIONAL, "a detail");
            if (!WalletId.hasShape(payer) || !WalletId.hasShape(payee) || amount.isZero()) {
                throw new IllegalArgumentException("a return is of at least 1 fen between two wallet numbers");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there is no return, or too much for the total
     */
    public PaymentReturn {
        ClearingSystem.of(network);
        returns = List.copyOf(returns);
        if (returns.isEmpty()) {
            throw new IllegalArgumentException("a message has at least one return");
        }
        total(returns);
    }

    /** All amounts together. */
    public SignedAmount total() {
        return total(returns);
    }

    private static SignedAmount total(List<Returned> returns) {
        return returns.stream()
                .map(returned -> new SignedAmount(returned.amount().fen()))
                .reduce(SignedAmount.ZERO, SignedAmount::plus);
    }
}
