package org.dcep.settlement.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.settlement.corridor.CorridorScenario.AMOUNT_FEN;
import static org.dcep.settlement.corridor.CorridorScenario.NOW;
import static org.dcep.settlement.corridor.CorridorScenario.OPERATOR_NUMBER;
import static org.dcep.settlement.corridor.CorridorScenario.corridor;
import static org.dcep.settlement.corridor.CorridorScenario.openCorridor;
import static org.dcep.settlement.corridor.CorridorScenario.quote;
import static org.dcep.settlement.corridor.CorridorScenario.terms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.web.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteRulesTest {
    private static Quote with(Quote quote, PaymentOrder order) {
        return new Quote(
                quote.quoteId(),
                quote.corridorId(),
                quote.operatorId(),
                quote.makerAccount(),
                quote.buyerAccount(),
                quote.amountMinor(),
                order,
                quote.signature(),
                quote.state());
    }

    private static PaymentOrder order(Quote quote, String payer, String payee, String reference) {
        PaymentOrder order = quote.order();
        return new PaymentOrder(
                order.id(), payer, payee, order.amount(), order.maxGasFee(), order.expiresAt(), reference);
    }

    private static List<String> fields(Quote quote, int operatorNumber, Instant now) {
        return QuoteRules.violations(quote, openCorridor(), operatorNumber, now).stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void aQuoteThatSaysTheSameTwiceIsGood() {
        assertThat(fields(quote(), OPERATOR_NUMBER, NOW)).isEmpty();
        assertThat(QuoteRules.objection(quote(), openCorridor(), NOW)).isEmpty();
    }

    @Test
    void theWalletThatPaysMustBeTheOfferingOperators() {
        assertThat(fields(quote(), OPERATOR_NUMBER + 1, NOW)).containsExactly("order.payer");
        assertThat(fields(quote(), 0, NOW)).containsExactly("order.payer");
    }

    @Test
    void thePayeeMustBeAWalletAndNotThePayer() {
        Quote quote = quote();
        PaymentOrder order = quote.order();
        String wrong = order.payee().substring(0, 15) + (order.payee().charAt(15) == '0' ? '1' : '0');
        assertThat(fields(with(quote, order(quote, order.payer(), wrong, order.reference())), OPERATOR_NUMBER, NOW))
                .containsExactly("order.payee");
        assertThat(fields(
                        with(quote, order(quote, order.payer(), order.payer(), order.reference())),
                        OPERATOR_NUMBER,
                        NOW))
                .containsExactly("order.payee");
    }

    /** The maker's signature covers the reference, and so what it is to get and where. */
    @ParameterizedTest
    @CsvSource({"10901,HKD,maker", "10900,USD,maker", "10900,HKD,other"})
    void theSignedReferenceMustNameTheForeignLegAsTheQuoteDoes(long minor, String currency, String account) {
        Quote quote = quote();
        String other = Quote.reference(quote.quoteId(), minor, currency, account);
        Quote claimed =
                with(quote, order(quote, quote.order().payer(), quote.order().payee(), other));
        assertThat(fields(claimed, OPERATOR_NUMBER, NOW)).containsExactly("order.reference");
    }

    @Test
    void anOrderIsNotUsedForAnotherQuote() {
        Quote quote = quote();
        Quote other = with(quote(), quote.order());
        assertThat(fields(other, OPERATOR_NUMBER, NOW)).containsExactly("order.reference");
    }

    @Test
    void aQuoteLeavesTimeForItsExecution() {
        Quote quote = quote();
        assertThat(fields(quote, OPERATOR_NUMBER, quote.expiresAt().minusMillis(1)))
                .isEmpty();
        assertThat(fields(quote, OPERATOR_NUMBER, quote.expiresAt())).containsExactly("order.expiresAt");
    }

    @Test
    void theCorridorRefusesInTheOrderOfItsReasons() {
        Quote tooLong = quote(UUID.randomUUID(), UUID.randomUUID(), NOW.plusSeconds(121));
        Corridor suspended = corridor(terms(CorridorState.SUSPENDED, AMOUNT_FEN - 1, AMOUNT_FEN), 1);
        Corridor narrow = corridor(terms(CorridorState.OPEN, AMOUNT_FEN - 1, AMOUNT_FEN), 1);
        Corridor full = corridor(terms(CorridorState.OPEN, AMOUNT_FEN, AMOUNT_FEN), 1);
        assertThat(QuoteRules.objection(tooLong, suspended, NOW)).contains(TradeRejection.CORRIDOR_SUSPENDED);
        assertThat(QuoteRules.objection(tooLong, narrow, NOW)).contains(TradeRejection.QUOTE_TOO_LONG);
        assertThat(QuoteRules.objection(quote(), narrow, NOW)).contains(TradeRejection.LIMIT_PER_TRADE);
        assertThat(QuoteRules.objection(quote(), full, NOW)).contains(TradeRejection.LIMIT_DAILY);
        Quote longest = quote(UUID.randomUUID(), UUID.randomUUID(), NOW.plusSeconds(120));
        assertThat(QuoteRules.objection(longest, openCorridor(), NOW)).isEmpty();
    }

    @Property
    void theShownRateIsWithinHalfItsLastDecimal(
            @ForAll @LongRange(min = 1, max = Money.MAX_FEN) long fen,
            @ForAll @LongRange(min = 1, max = Money.MAX_FEN) long minor) {
        Quote quote = quote();
        PaymentOrder order = new PaymentOrder(
                UUID.randomUUID(),
                quote.order().payer(),
                quote.order().payee(),
                new Money(fen),
                Money.ZERO,
                quote.order().expiresAt(),
                "");
        Quote priced = new Quote(
                quote.quoteId(), "hk", "abc", "maker", "dapp", minor, order, quote.signature(), QuoteState.OPEN);
        BigDecimal exactTimesMinor = BigDecimal.valueOf(fen);
        BigDecimal shownTimesMinor = new BigDecimal(priced.fenPerMinor()).multiply(BigDecimal.valueOf(minor));
        assertThat(exactTimesMinor.subtract(shownTimesMinor).abs())
                .isLessThanOrEqualTo(new BigDecimal("0.0000005").multiply(BigDecimal.valueOf(minor)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,HKD,1,1,60",
        "1,CNY,1,1,60",
        "1,hkd,1,1,60",
        "1,HKDX,1,1,60",
        "1,HKD,0,1,60",
        "1,HKD,2,1,60",
        "1,HKD,1,9007199254740992,60",
        "1,HKD,1,1,29",
        "1,HKD,1,1,601"
    })
    void termsThatCannotBeAreRefused(int version, String currency, long perTrade, long perDay, int seconds) {
        assertThatThrownBy(() -> new CorridorTerms(version, currency, CorridorState.OPEN, perTrade, perDay, seconds))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
