package org.dcep.iso20022;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletId;

/**
 * Payments between wallets, as operators tell one another (pacs.008): to be made, if they carry their payers' authority,
 * or made already.
 *
 * @param network the sandbox's network, 1 to 30 printable characters
 * @param settlementDate the business date
 * @param transfers at least one, which together are less than 10^18 fen
 */
public record CustomerCreditTransfer(
        MessageHeader header, String network, LocalDate settlementDate, List<Transfer> transfers) {

    /**
     * One payment.
     *
     * @param payer the payer's wallet number, 16 digits
     * @param payee the payee's, as the payer wrote it; need not exist
     * @param amount at least 1 fen
     * @param gasFee what the payer was charged beside the amount; empty if nothing was
     * @param reference 0 to 140 printable characters
     * @param authority empty for a payment that is told and not ordered
     */
    public record Transfer(
            UUID paymentId,
            OperatorId payerOperator,
            String payer,
            OperatorId payeeOperator,
            String payee,
            Money amount,
            Optional<Money> gasFee,
            String reference,
            Optional<Authority> authority) {
        /**
         * @throws IllegalArgumentException if a field is outside its range
         */
        public Transfer {
            if (!WalletId.hasShape(payer) || !WalletId.hasShape(payee)) {
                throw new IllegalArgumentException("payer and payee must be wallet numbers of 16 digits");
            }
            if (amount.isZero()) {
                throw new IllegalArgumentException("a transfer is of at least 1 fen");
            }
            if (!PaymentOrder.isPrintable(reference)) {
                throw new IllegalArgumentException("a reference has at most 140 printable characters");
            }
        }
    }

    /**
     * What makes a transfer an order of its payer: the rest of the signed fields, and the signature over all of them. The
     * signed bytes are rebuilt from the transfer's own elements, so a message cannot say one thing and be signed for
     * another.
     *
     * @param expiresAt whole seconds
     * @param signature base64url without padding, as in REST; at most 128 characters, not yet verified
     */
    public record Authority(Money maxGasFee, Instant expiresAt, String signature) {
        static final int MAX_SIGNATURE = 128;

        /**
         * @throws IllegalArgumentException if a field is outside its range
         */
        public Authority {
            if (expiresAt.getNano() != 0) {
                throw new IllegalArgumentException("an order expires at a whole second");
            }
            IsoText.id(signature, MAX_SIGNATURE, "a signature");
        }
    }

    /**
     * @throws IllegalArgumentException if there is no transfer, or too much for the total
     */
    public CustomerCreditTransfer {
        ClearingSystem.of(network);
        transfers = List.copyOf(transfers);
        if (transfers.isEmpty()) {
            throw new IllegalArgumentException("a message has at least one transfer");
        }
        total(transfers);
    }

    /** All amounts together. */
    public SignedAmount total() {
        return total(transfers);
    }

    private static SignedAmount total(List<Transfer> transfers) {
        return transfers.stream()
                .map(transfer -> new SignedAmount(transfer.amount().fen()))
                .reduce(SignedAmount.ZERO, SignedAmount::plus);
    }
}
