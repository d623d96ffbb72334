package org.dcep.wallet.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dcep.iso20022.CustomerCreditTransfer;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.iso20022.MessageHeader;
import org.dcep.iso20022.PaymentReturn;
import org.dcep.iso20022.PaymentReturn.Returned;
import org.dcep.iso20022.ReturnReason;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.wallet.book.Book;

/** A decided payment as messages between the two operators. The same payment gives the same messages, byte for byte. */
final class PaymentMessages {
    private final PaymentRow payment;
    private final OperatorId payerOperator;
    private final OperatorId payeeOperator;

    PaymentMessages(PaymentRow payment, OperatorId payerOperator, OperatorId payeeOperator) {
        this.payment = payment;
        this.payerOperator = payerOperator;
        this.payeeOperator = payeeOperator;
    }

    /** A payment that is pending or accepted, told and not ordered; empty for one that moved nothing in the end. */
    Optional<CustomerCreditTransfer> transfer(String network) {
        if (!payment.costsGas()) {
            return Optional.empty();
        }
        Transfer transfer = new Transfer(
                payment.id(),
                payerOperator,
                payment.payerText(),
                payeeOperator,
                payment.payeeText(),
                Money.fen(payment.amountFen()),
                payment.gasFeeFen() == 0 ? Optional.empty() : Optional.of(Money.fen(payment.gasFeeFen())),
                payment.reference(),
                Optional.empty());
        return Optional.of(
                new CustomerCreditTransfer(header(network, "pacs.008"), network, payment.spentOn(), List.of(transfer)));
    }

    /** A payment that the payee's operator refused; empty for every other. */
    Optional<PaymentReturn> returned(String network) {
        if (payment.state() != PaymentState.RETURNED) {
            return Optional.empty();
        }
        Returned returned = new Returned(
                payment.id(),
                Money.fen(payment.amountFen()),
                returnReason(payment.reason()),
                payment.reason(),
                payerOperator,
                payment.payerText(),
                payeeOperator,
                payment.payeeText());
        LocalDate day = LocalDate.ofInstant(payment.decidedAt(), Book.BUSINESS_ZONE);
        return Optional.of(new PaymentReturn(header(network, "pacs.004"), network, day, List.of(returned)));
    }

    /** The payee's operator tells its reason by the code that it has in REST. */
    private static ReturnReason returnReason(String code) {
        for (PaymentRejection rejection : PaymentRejection.values()) {
            if (rejection.code().equals(code)) {
                return returnReason(rejection);
            }
        }
        return ReturnReason.NARRATIVE;
    }

    /** Source: the definitions of ExternalReturnReason1Code. */
    static ReturnReason returnReason(PaymentRejection rejection) {
        return switch (rejection) { // No default: a new reason must be mapped before this compiles.
            case UNKNOWN_PAYEE -> ReturnReason.UNKNOWN_CREDITOR;
            case WALLET_CLOSED -> ReturnReason.CLOSED_CREDITOR_ACCOUNT;
            case WALLET_FROZEN -> ReturnReason.BLOCKED_ACCOUNT;
            case LIMIT_PER_PAYMENT, LIMIT_DAILY, LIMIT_ANNUAL, LIMIT_BALANCE -> ReturnReason.AMOUNT_ABOVE_MAXIMUM;
            // Matters of the payer's operator, which never sent such a payment on.
            case ORDER_EXPIRED, SELF_PAYMENT, FEE_ABOVE_MAXIMUM, INSUFFICIENT_BALANCE -> ReturnReason.NARRATIVE;
        };
    }

    private MessageHeader header(String network, String type) {
        return MessageHeader.named(network + "/payment/" + payment.id() + "/" + type, payment.decidedAt());
    }
}
