package org.dcep.wallet.payment;

import static org.dcep.wallet.payment.PaymentRejection.FEE_ABOVE_MAXIMUM;
import static org.dcep.wallet.payment.PaymentRejection.INSUFFICIENT_BALANCE;
import static org.dcep.wallet.payment.PaymentRejection.LIMIT_ANNUAL;
import static org.dcep.wallet.payment.PaymentRejection.LIMIT_BALANCE;
import static org.dcep.wallet.payment.PaymentRejection.LIMIT_DAILY;
import static org.dcep.wallet.payment.PaymentRejection.LIMIT_PER_PAYMENT;
import static org.dcep.wallet.payment.PaymentRejection.ORDER_EXPIRED;
import static org.dcep.wallet.payment.PaymentRejection.SELF_PAYMENT;
import static org.dcep.wallet.payment.PaymentRejection.UNKNOWN_PAYEE;
import static org.dcep.wallet.payment.PaymentRejection.WALLET_CLOSED;
import static org.dcep.wallet.payment.PaymentRejection.WALLET_FROZEN;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Limits;
import org.dcep.ledger.Operation;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;

/** Decides orders whose signature is genuine. Pure: all it knows is in its arguments. */
final class PaymentRules {
    private PaymentRules() {}

    /** A payer as it stands before the order. */
    record Payer(WalletAccount account, Limits limits) {}

    /**
     * What holds for every payer at the moment of decision.
     *
     * @param now orders that expired by then are refused
     * @param businessDate the date to which limits count
     * @param time of day in the business time zone, for prices that depend on it
     */
    record Terms(Instant now, LocalDate businessDate, LocalTime time, GasPolicy gas, Operation operation) {}

    /** The first reason of {@link PaymentRejection} that applies, or the charge that makes the payment good. */
    static PaymentOutcome decide(PaymentOrder order, Payer payer, Payee payee, Terms terms) {
        Optional<PaymentRejection> objection = objectionToParties(order, payer, payee, terms.now());
        if (objection.isPresent()) {
            return new PaymentOutcome.Refused(objection.get());
        }
        Optional<GasCharge> affordable = charge(order, payer.account(), terms);
        if (affordable.isEmpty()) {
            return new PaymentOutcome.Refused(FEE_ABOVE_MAXIMUM);
        }
        GasCharge gas = affordable.get();
        return objectionToAmount(order, payer, payee, gas, terms.businessDate())
                .<PaymentOutcome>map(PaymentOutcome.Refused::new)
                .orElseGet(() -> payee instanceof Payee.Elsewhere
                        ? new PaymentOutcome.Held(gas)
                        : new PaymentOutcome.Accepted(gas));
    }

    /** What keeps a wallet from being credited, asked again at the payee's operator for a payment from elsewhere. */
    static Optional<PaymentRejection> objectionToCredit(Payee payee, Money amount) {
        if (!(payee instanceof Payee.Local local)) {
            return Optional.of(UNKNOWN_PAYEE);
        }
        return switch (local.account().state()) {
            case CLOSED -> Optional.of(WALLET_CLOSED);
            case FROZEN -> Optional.of(WALLET_FROZEN);
            case ACTIVE -> holdsTooMuch(local, amount) ? Optional.of(LIMIT_BALANCE) : Optional.empty();
        };
    }

    private static Optional<PaymentRejection> objectionToParties(
            PaymentOrder order, Payer payer, Payee payee, Instant now) {
        if (!order.expiresAt().isAfter(now)) {
            return Optional.of(ORDER_EXPIRED);
        }
        if (order.payer().equals(order.payee())) {
            return Optional.of(SELF_PAYMENT);
        }
        if (payee instanceof Payee.Nobody) {
            return Optional.of(UNKNOWN_PAYEE);
        }
        if (isIn(WalletState.CLOSED, payer, payee)) {
            return Optional.of(WALLET_CLOSED);
        }
        return isIn(WalletState.FROZEN, payer, payee) ? Optional.of(WALLET_FROZEN) : Optional.empty();
    }

    private static boolean isIn(WalletState state, Payer payer, Payee payee) {
        return payer.account().state() == state
                || payee instanceof Payee.Local local && local.account().state() == state;
    }

    /** Empty if the fee is more than the payer signed for. */
    private static Optional<GasCharge> charge(PaymentOrder order, WalletAccount payer, Terms terms) {
        try {
            GasCharge gas =
                    terms.gas().charge(terms.operation(), order.amount(), terms.time(), payer.gasRestMicroFen());
            return order.maxGasFee().isLessThan(gas.fee()) ? Optional.empty() : Optional.of(gas);
        } catch (ArithmeticException | IllegalArgumentException e) {
            // The price is beyond what can be counted or held, hence beyond what anybody can pay.
            return Optional.empty();
        }
    }

    private static Optional<PaymentRejection> objectionToAmount(
            PaymentOrder order, Payer payer, Payee payee, GasCharge gas, LocalDate businessDate) {
        long amountFen = order.amount().fen();
        Limits limits = payer.limits();
        Spending spent = payer.account().spending().asOf(businessDate);
        if (amountFen > limits.perPaymentFen()) {
            return Optional.of(LIMIT_PER_PAYMENT);
        }
        if (exceeds(spent.todayFen(), amountFen, limits.dailyFen())) {
            return Optional.of(LIMIT_DAILY);
        }
        if (exceeds(spent.thisYearFen(), amountFen, limits.annualFen())) {
            return Optional.of(LIMIT_ANNUAL);
        }
        if (amountFen + gas.fee().fen() > payer.account().availableFen()) {
            return Optional.of(INSUFFICIENT_BALANCE);
        }
        return payee instanceof Payee.Local local && holdsTooMuch(local, order.amount())
                ? Optional.of(LIMIT_BALANCE)
                : Optional.empty();
    }

    /** What pending payments hold counts too: it may come back. No wallet can hold more than {@link Money#MAX_FEN}. */
    private static boolean holdsTooMuch(Payee.Local payee, Money amount) {
        long heldAlready = payee.account().availableFen() + payee.account().heldFen();
        return exceeds(heldAlready, amount.fen(), Math.min(payee.limits().balanceFen(), Money.MAX_FEN));
    }

    private static boolean exceeds(long soFar, long addend, long limit) {
        return soFar > limit - addend;
    }
}
