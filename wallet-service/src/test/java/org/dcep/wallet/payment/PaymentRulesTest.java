package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.dcep.wallet.payment.PaymentScenario.aPayment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dcep.kernel.Money;
import org.dcep.ledger.Limits;
import org.dcep.ledger.PriceRule;
import org.dcep.wallet.book.WalletState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentRulesTest {
    /** One way to be refused for each reason, in order of precedence. */
    private static final List<Offence> OFFENCES = List.of(
            new Offence(ORDER_EXPIRED, PaymentScenario::expired),
            new Offence(SELF_PAYMENT, PaymentScenario::toOneself),
            new Offence(UNKNOWN_PAYEE, PaymentScenario::toNobody),
            new Offence(WALLET_CLOSED, scenario -> scenario.payerState(WalletState.CLOSED)),
            new Offence(WALLET_FROZEN, scenario -> scenario.payeeState(WalletState.FROZEN)),
            new Offence(FEE_ABOVE_MAXIMUM, scenario -> scenario.maxGasFeeFen(0)),
            new Offence(LIMIT_PER_PAYMENT, scenario -> scenario.payerLimits(limits -> limits.perPayment(99))),
            new Offence(LIMIT_DAILY, scenario -> scenario.payerLimits(limits -> limits.daily(999))),
            new Offence(LIMIT_ANNUAL, scenario -> scenario.payerLimits(limits -> limits.annual(9_999))),
            new Offence(INSUFFICIENT_BALANCE, scenario -> scenario.availableFen(100)),
            new Offence(LIMIT_BALANCE, scenario -> scenario.payeeCapFen(149)));

    private record Offence(PaymentRejection reason, UnaryOperator<PaymentScenario> commit) {
        @Override
        public String toString() {
            return reason.name();
        }
    }

    @Test
    void acceptsAtOnceInsideOneOperator() {
        PaymentOutcome outcome = aPayment().decide();
        assertThat(outcome).isInstanceOf(PaymentOutcome.Accepted.class);
        assertThat(((PaymentOutcome.Accepted) outcome).gas().fee()).isEqualTo(new Money(1));
    }

    @Test
    void holdsForAPayeeElsewhere() {
        assertThat(aPayment().toElsewhere().decide()).isInstanceOf(PaymentOutcome.Held.class);
    }

    @Test
    void knowsAnOffenceForEveryReason() {
        assertThat(OFFENCES).extracting(Offence::reason).containsExactly(PaymentRejection.values());
    }

    @ParameterizedTest
    @MethodSource("offences")
    void refusesFor(Offence offence) {
        assertThat(offence.commit().apply(aPayment()).decide()).isEqualTo(new PaymentOutcome.Refused(offence.reason()));
    }

    static Stream<Offence> offences() {
        return OFFENCES.stream();
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("pairs")
    void namesTheFirstOfTwoReasons(Offence first, Offence second) {
        PaymentScenario both = first.commit().apply(second.commit().apply(aPayment()));
        PaymentScenario otherWay = second.commit().apply(first.commit().apply(aPayment()));
        assertThat(both.decide()).isEqualTo(new PaymentOutcome.Refused(first.reason()));
        assertThat(otherWay.decide()).isEqualTo(new PaymentOutcome.Refused(first.reason()));
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (int i = 0; i < OFFENCES.size(); i++) {
            for (int j = i + 1; j < OFFENCES.size(); j++) {
                pairs.add(Arguments.of(OFFENCES.get(i), OFFENCES.get(j)));
            }
        }
        return pairs.stream();
    }

    @Test
    void expiresAtTheVerySecond() {
        assertThat(aPayment().expiringInSeconds(0).decide()).isEqualTo(new PaymentOutcome.Refused(ORDER_EXPIRED));
        assertThat(aPayment().expiringInSeconds(1).decide()).isInstanceOf(PaymentOutcome.Accepted.class);
    }

    @Test
    void refusesForEitherPartysState() {
        assertThat(aPayment().payeeState(WalletState.CLOSED).decide())
                .isEqualTo(new PaymentOutcome.Refused(WALLET_CLOSED));
        assertThat(aPayment().payerState(WalletState.FROZEN).decide())
                .isEqualTo(new PaymentOutcome.Refused(WALLET_FROZEN));
        assertThat(aPayment()
                        .payerState(WalletState.FROZEN)
                        .payeeState(WalletState.CLOSED)
                        .decide())
                .isEqualTo(new PaymentOutcome.Refused(WALLET_CLOSED));
    }

    @Test
    void takesTheLastFenOfEverything() {
        assertThat(aPayment()
                        .availableFen(101)
                        .maxGasFeeFen(1)
                        .payeeCapFen(150)
                        .payerLimits(
                                limits -> limits.perPayment(100).daily(1_000).annual(10_000))
                        .decide())
                .isInstanceOf(PaymentOutcome.Accepted.class);
    }

    @Test
    void countsThePayersRestBeforeTheFee() {
        assertThat(aPayment().gasRestMicroFen(999_999).maxGasFeeFen(0).decide())
                .isInstanceOf(PaymentOutcome.Accepted.class);
    }

    @Test
    void refusesAPriceBeyondAllNumbers() {
        assertThat(aPayment().priced(new PriceRule.Schedule(Long.MAX_VALUE)).decide())
                .isEqualTo(new PaymentOutcome.Refused(FEE_ABOVE_MAXIMUM));
        assertThat(aPayment()
                        .amountFen(Money.MAX_FEN)
                        .priced(new PriceRule.AdValorem(10_000, 0, Money.MAX_FEN))
                        .decide())
                .isEqualTo(new PaymentOutcome.Refused(FEE_ABOVE_MAXIMUM));
    }

    @Test
    void forgetsTheDayAtItsEndAndTheYearAtItsEnd() {
        UnaryOperator<PaymentScenario> spentUp =
                scenario -> scenario.payerLimits(limits -> limits.daily(999).annual(9_999));
        LocalDate spentOn = PaymentScenario.TODAY;
        assertThat(spentUp.apply(aPayment()).onBusinessDate(spentOn.plusDays(1)).decide())
                .isEqualTo(new PaymentOutcome.Refused(LIMIT_ANNUAL));
        assertThat(spentUp.apply(aPayment())
                        .onBusinessDate(spentOn.plusYears(1))
                        .decide())
                .isInstanceOf(PaymentOutcome.Accepted.class);
        assertThat(spentUp.apply(aPayment())
                        .onBusinessDate(spentOn.minusDays(1))
                        .decide())
                .as("a date that steps back gives nothing back")
                .isEqualTo(new PaymentOutcome.Refused(LIMIT_DAILY));
    }

    @Test
    void countsWhatThePayeeHoldsForItsOwnPayments() {
        assertThat(aPayment().payeeHeldFen(1).payeeCapFen(150).decide())
                .isEqualTo(new PaymentOutcome.Refused(LIMIT_BALANCE));
    }

    @Test
    void letsNoWalletHoldMoreThanCanBeCounted() {
        assertThat(aPayment()
                        .payeeCapFen(Limits.NONE)
                        .payeeHeldFen(Money.MAX_FEN - 149)
                        .decide())
                .isEqualTo(new PaymentOutcome.Refused(LIMIT_BALANCE));
    }

    @Test
    void asksThePayeesOperatorAboutTheCreditOnly() {
        Money amount = new Money(100);
        assertThat(PaymentRules.objectionToCredit(new Payee.Nobody(), amount)).contains(UNKNOWN_PAYEE);
        assertThat(PaymentRules.objectionToCredit(
                        aPayment().payeeState(WalletState.CLOSED).payee(), amount))
                .contains(WALLET_CLOSED);
        assertThat(PaymentRules.objectionToCredit(
                        aPayment().payeeState(WalletState.FROZEN).payee(), amount))
                .contains(WALLET_FROZEN);
        assertThat(PaymentRules.objectionToCredit(aPayment().payeeCapFen(149).payee(), amount))
                .contains(LIMIT_BALANCE);
        assertThat(PaymentRules.objectionToCredit(aPayment().payeeCapFen(150).payee(), amount))
                .isEmpty();
    }
}
