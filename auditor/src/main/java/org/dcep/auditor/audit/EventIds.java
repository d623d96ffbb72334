package org.dcep.auditor.audit;

import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;

/** What a change of a book is known by: within its topic and book, once for ever. */
final class EventIds {
    private EventIds() {}

    static UUID of(BookEvent event) {
        if (event instanceof PaymentCommitted payment) {
            return payment.paymentId();
        }
        if (event instanceof CreditRequested request) {
            return request.paymentId();
        }
        if (event instanceof CreditAnswered answer) {
            return answer.paymentId();
        }
        if (event instanceof PaymentReturned returned) {
            return returned.paymentId();
        }
        if (event instanceof CurrencyExchanged exchange) {
            return exchange.exchangeId();
        }
        if (event instanceof VaultStocked stocked) {
            return stocked.issuanceId();
        }
        if (event instanceof RedemptionAnswered answered) {
            return answered.redemptionId();
        }
        if (event instanceof SettlementBooked booked) {
            return booked.settlementId();
        }
        throw new IllegalArgumentException("no book is changed by " + event.topic());
    }

    /** The wallet that the change is about, the payer's if there are two; empty if there is none. */
    static Optional<String> account(BookEvent event) {
        if (event instanceof PaymentCommitted payment) {
            return Optional.of(payment.payer());
        }
        if (event instanceof CreditRequested request) {
            return Optional.of(request.payer());
        }
        if (event instanceof CreditAnswered answer) {
            return Optional.of(answer.payee());
        }
        if (event instanceof PaymentReturned returned) {
            return Optional.of(returned.payer());
        }
        return event instanceof CurrencyExchanged exchange ? Optional.of(exchange.walletId()) : Optional.empty();
    }
}
