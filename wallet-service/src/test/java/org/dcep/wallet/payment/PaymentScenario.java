package org.dcep.wallet.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.Beneficiary;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Limits;
import org.dcep.ledger.Operation;
import org.dcep.ledger.PriceRule;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;

/**
 * A payment of 100 fen that costs one fen, out of 1,000, by a payer that has spent 900 today and 9,900 this year, to a
 * payee that holds 50: acceptable until one of its sentences is changed.
 */
final class PaymentScenario {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final WalletId PAYER = WalletId.of(1, 1, 1);
    private static final WalletId PAYEE = WalletId.of(1, 2, 2);

    private String payeeText = PAYEE.toString();
    private long amountFen = 100;
    private long maxGasFeeFen = 1;
    private Instant expiresAt = NOW.plusSeconds(60);
    private WalletState payerState = WalletState.ACTIVE;
    private WalletState payeeState = WalletState.ACTIVE;
    private Caps payerLimits = new Caps();
    private long availableFen = 1_000;
    private long gasRestMicroFen;
    private long payeeHeldFen;
    private long payeeCapFen = Limits.NONE;
    private boolean nobody;
    private boolean elsewhere;
    private LocalDate businessDate = TODAY;
    private PriceRule price = new PriceRule.Schedule(45);

    /** Limits that are set one by one; those that are not follow so that the whole is consistent. */
    static final class Caps {
        private long perPayment = Limits.NONE;
        private long daily = Limits.NONE;
        private long annual = Limits.NONE;

        Caps perPayment(long fen) {
            perPayment = fen;
            return this;
        }

        Caps daily(long fen) {
            daily = fen;
            return this;
        }

        Caps annual(long fen) {
            annual = fen;
            return this;
        }

        private Limits limits() {
            long day = Math.min(daily, annual);
            return new Limits(Limits.NONE, Math.min(perPayment, day), daily == Limits.NONE ? daily : day, annual);
        }
    }

    static PaymentScenario aPayment() {
        return new PaymentScenario();
    }

    PaymentScenario expired() {
        return expiringInSeconds(-1);
    }

    PaymentScenario expiringInSeconds(long seconds) {
        expiresAt = NOW.plusSeconds(seconds);
        return this;
    }

    PaymentScenario toOneself() {
        payeeText = PAYER.toString();
        return this;
    }

    PaymentScenario toNobody() {
        nobody = true;
        return this;
    }

    PaymentScenario toElsewhere() {
        elsewhere = true;
        return this;
    }

    PaymentScenario payerState(WalletState state) {
        payerState = state;
        return this;
    }

    PaymentScenario payeeState(WalletState state) {
        payeeState = state;
        return this;
    }

    PaymentScenario amountFen(long fen) {
        amountFen = fen;
        return this;
    }

    PaymentScenario maxGasFeeFen(long fen) {
        maxGasFeeFen = fen;
        return this;
    }

    PaymentScenario payerLimits(UnaryOperator<Caps> change) {
        payerLimits = change.apply(payerLimits);
        return this;
    }

    PaymentScenario availableFen(long fen) {
        availableFen = fen;
        return this;
    }

    PaymentScenario gasRestMicroFen(long microFen) {
        gasRestMicroFen = microFen;
        return this;
    }

    PaymentScenario payeeCapFen(long fen) {
        payeeCapFen = fen;
        return this;
    }

    PaymentScenario payeeHeldFen(long fen) {
        payeeHeldFen = fen;
        return this;
    }

    PaymentScenario onBusinessDate(LocalDate date) {
        businessDate = date;
        return this;
    }

    PaymentScenario priced(PriceRule rule) {
        price = rule;
        return this;
    }

    Payee payee() {
        if (nobody) {
            return new Payee.Nobody();
        }
        WalletAccount account = new WalletAccount(
                PAYEE.number(), 1, WalletClass.I, payeeState, 1, 50, payeeHeldFen, 3, Spending.none(TODAY), 0);
        Limits cap = new Limits(payeeCapFen, Limits.NONE, Limits.NONE, Limits.NONE);
        return elsewhere ? new Payee.Elsewhere() : new Payee.Local(account, cap);
    }

    PaymentOutcome decide() {
        PaymentOrder order = new PaymentOrder(
                new UUID(0, 1),
                PAYER.toString(),
                payeeText,
                new Money(amountFen),
                new Money(maxGasFeeFen),
                expiresAt,
                "");
        WalletAccount payer = new WalletAccount(
                PAYER.number(),
                1,
                WalletClass.I,
                payerState,
                1,
                availableFen,
                0,
                7,
                new Spending(TODAY, 900, 9_900),
                gasRestMicroFen);
        GasPolicy gas = new GasPolicy(
                price,
                Map.of(Operation.TRANSFER, 21_000L, Operation.PAYROLL_ITEM, 9_000L),
                List.of(new Beneficiary("treasury", 10_000)));
        PaymentRules.Terms terms = new PaymentRules.Terms(NOW, businessDate, LocalTime.NOON, gas, Operation.TRANSFER);
        return PaymentRules.decide(order, new PaymentRules.Payer(payer, payerLimits.limits()), payee(), terms);
    }
}
