package org.dcep.settlement.reconciliation;

import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;

/**
 * What a book did in a cycle, added up from its events.
 *
 * @param events how many events
 * @param payments how many of them are committed payments, with their amounts and gas
 * @param paidFen payments to other operators
 * @param receivedFen payments from other operators, as the payers' events tell; they are no events of this book
 */
record BookLine(
        String operatorId,
        long cycleId,
        long events,
        long payments,
        long amountFen,
        long gasFeeFen,
        BookAmounts change,
        long paidFen,
        long receivedFen) {

    static BookLine of(BookEvent event) {
        if (event instanceof PaymentCommitted payment) {
            return new BookLine(
                    payment.operatorId(),
                    payment.cycleId(),
                    1,
                    1,
                    payment.amountFen(),
                    payment.gasFeeFen(),
                    committed(payment),
                    crosses(payment) ? payment.amountFen() : 0,
                    0);
        }
        return new BookLine(event.operatorId(), event.cycleId(), 1, 0, 0, 0, change(event), 0, 0);
    }

    /** The payee's side of a payment between operators: no event of its book, but owed to it in that cycle. */
    static BookLine received(PaymentCommitted payment) {
        return new BookLine(
                payment.payeeOperatorId(),
                payment.cycleId(),
                0,
                0,
                0,
                0,
                BookAmounts.ZERO,
                0,
                crosses(payment) ? payment.amountFen() : 0);
    }

    static boolean crosses(PaymentCommitted payment) {
        return !payment.operatorId().equals(payment.payeeOperatorId());
    }

    BookLine plus(BookLine other) {
        return new BookLine(
                operatorId,
                cycleId,
                events + other.events,
                payments + other.payments,
                Math.addExact(amountFen, other.amountFen),
                Math.addExact(gasFeeFen, other.gasFeeFen),
                change.plus(other.change),
                Math.addExact(paidFen, other.paidFen),
                Math.addExact(receivedFen, other.receivedFen));
    }

    private static BookAmounts change(BookEvent event) {
        if (event instanceof VaultStocked stocked) {
            return vaultFromCentralBank(stocked.amountFen());
        }
        if (event instanceof RedemptionAnswered answered) {
            return vaultFromCentralBank(answered.released() ? -answered.amountFen() : 0);
        }
        if (event instanceof CurrencyExchanged exchange) {
            long fen = exchange.toWallet() ? exchange.amountFen() : -exchange.amountFen();
            return new BookAmounts(0, -fen, fen, 0, 0, 0, 0);
        }
        if (event instanceof CreditRequested request) {
            return held(Math.addExact(request.amountFen(), request.gasFeeFen()));
        }
        if (event instanceof PaymentReturned returned) {
            return held(-Math.addExact(returned.amountFen(), returned.gasFeeFen()));
        }
        if (event instanceof CreditAnswered answer) {
            long fen = answer.credited() ? answer.amountFen() : 0;
            return new BookAmounts(0, 0, fen, 0, -fen, 0, 0);
        }
        if (event instanceof SettlementBooked booked) {
            return settled(booked);
        }
        throw new IllegalArgumentException("no book is changed by " + event.topic());
    }

    private static BookAmounts vaultFromCentralBank(long fen) {
        return new BookAmounts(fen, fen, 0, 0, 0, 0, 0);
    }

    private static BookAmounts held(long fen) {
        return new BookAmounts(0, 0, -fen, fen, 0, 0, 0);
    }

    /** Gas leaves as currency whatever the asset; what CLEARING loses leaves as the asset that settled it. */
    private static BookAmounts settled(SettlementBooked booked) {
        long clearing = booked.clearingFen();
        long gas = booked.gasFen();
        return switch (Asset.valueOf(booked.asset())) {
            case CURRENCY -> new BookAmounts(-Math.addExact(clearing, gas), 0, 0, 0, -clearing, -gas, 0);
            case RESERVES -> new BookAmounts(-gas, 0, 0, 0, -clearing, -gas, clearing);
        };
    }

    /** Inside an operator the amount stays in its wallets; across operators it leaves what was held. */
    private static BookAmounts committed(PaymentCommitted payment) {
        long gas = payment.gasFeeFen();
        return crosses(payment)
                ? new BookAmounts(0, 0, 0, -Math.addExact(payment.amountFen(), gas), payment.amountFen(), gas, 0)
                : new BookAmounts(0, 0, -gas, 0, 0, gas, 0);
    }
}
