package org.dcep.settlement.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.settlement.corridor.CorridorScenario.AMOUNT_FEN;
import static org.dcep.settlement.corridor.CorridorScenario.AMOUNT_MINOR;
import static org.dcep.settlement.corridor.CorridorScenario.BUYER;
import static org.dcep.settlement.corridor.CorridorScenario.CURRENCY;
import static org.dcep.settlement.corridor.CorridorScenario.MAKER;
import static org.dcep.settlement.corridor.CorridorScenario.NOW;
import static org.dcep.settlement.corridor.CorridorScenario.PAYEE;
import static org.dcep.settlement.corridor.CorridorScenario.PAYER;
import static org.dcep.settlement.corridor.CorridorScenario.accepted;
import static org.dcep.settlement.corridor.CorridorScenario.accepting;
import static org.dcep.settlement.corridor.CorridorScenario.buyer;
import static org.dcep.settlement.corridor.CorridorScenario.corridor;
import static org.dcep.settlement.corridor.CorridorScenario.openCorridor;
import static org.dcep.settlement.corridor.CorridorScenario.quote;
import static org.dcep.settlement.corridor.CorridorScenario.refused;
import static org.dcep.settlement.corridor.CorridorScenario.terms;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.contracts.LegAnswered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TradeRulesTest {
    private static final Quote QUOTE = quote();
    private static final Corridor SUSPENDED = corridor(terms(CorridorState.SUSPENDED, 20_000, 100_000), 0);

    private static Trade held() {
        return TradeRules.decide(accepting(QUOTE), QUOTE, openCorridor(), buyer(AMOUNT_MINOR), NOW)
                .fold(TradeOutcome.Held::trade, refused -> {
                    throw new AssertionError("refused for " + refused.reason());
                });
    }

    @Test
    void anAcceptedQuoteIsTakenAndTheWholeAmountIsHeld() {
        TradeOutcome outcome = TradeRules.decide(accepting(QUOTE), QUOTE, openCorridor(), buyer(AMOUNT_MINOR), NOW);

        TradeOutcome.Held held = (TradeOutcome.Held) outcome;
        assertThat(held.trade().state()).isEqualTo(TradeState.HELD);
        assertThat(held.trade().quote().state()).isEqualTo(QuoteState.TAKEN);
        assertThat(held.trade().businessDate()).isEqualTo(openCorridor().businessDate());
        assertThat(held.posting())
                .isEqualTo(new ForeignPosting(
                        ForeignPosting.Move.HOLD,
                        held.trade().tradeId(),
                        ForeignPosting.Place.available(BUYER),
                        ForeignPosting.Place.held(BUYER),
                        AMOUNT_MINOR));
    }

    /** A row per reason, in the order of precedence: each case has all the later flaws too. */
    static Stream<Arguments> refusals() {
        TradeRules.Accepted right = accepting(QUOTE);
        Quote withdrawn = QUOTE.become(QuoteState.WITHDRAWN);
        Instant late = QUOTE.expiresAt();
        Corridor exhausted = corridor(terms(CorridorState.OPEN, AMOUNT_FEN, 100_000), 100_000 - AMOUNT_FEN + 1);
        Corridor narrow = corridor(terms(CorridorState.OPEN, AMOUNT_FEN - 1, 100_000), 100_000);
        return Stream.of(
                Arguments.of(
                        TradeRejection.QUOTE_MISMATCH,
                        accepting(QUOTE, "USD", AMOUNT_MINOR, PAYEE, AMOUNT_FEN),
                        withdrawn,
                        SUSPENDED,
                        late),
                Arguments.of(
                        TradeRejection.QUOTE_MISMATCH,
                        accepting(QUOTE, CURRENCY, AMOUNT_MINOR - 1, PAYEE, AMOUNT_FEN),
                        QUOTE,
                        openCorridor(),
                        NOW),
                Arguments.of(
                        TradeRejection.QUOTE_MISMATCH,
                        accepting(QUOTE, CURRENCY, AMOUNT_MINOR, PAYER, AMOUNT_FEN),
                        QUOTE,
                        openCorridor(),
                        NOW),
                Arguments.of(
                        TradeRejection.QUOTE_MISMATCH,
                        accepting(QUOTE, CURRENCY, AMOUNT_MINOR, PAYEE, AMOUNT_FEN + 1),
                        QUOTE,
                        openCorridor(),
                        NOW),
                Arguments.of(TradeRejection.QUOTE_CLOSED, right, withdrawn, SUSPENDED, late),
                Arguments.of(TradeRejection.QUOTE_CLOSED, right, QUOTE.become(QuoteState.TAKEN), SUSPENDED, late),
                Arguments.of(TradeRejection.QUOTE_EXPIRED, right, QUOTE, SUSPENDED, late),
                Arguments.of(TradeRejection.CORRIDOR_SUSPENDED, right, QUOTE, SUSPENDED, NOW),
                Arguments.of(TradeRejection.LIMIT_PER_TRADE, right, QUOTE, narrow, NOW),
                Arguments.of(TradeRejection.LIMIT_DAILY, right, QUOTE, exhausted, NOW),
                Arguments.of(TradeRejection.INSUFFICIENT_BALANCE, right, QUOTE, openCorridor(), NOW));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheFirstReasonThatApplies(
            TradeRejection reason, TradeRules.Accepted accepted, Quote quote, Corridor corridor, Instant now) {
        assertThat(TradeRules.decide(accepted, quote, corridor, buyer(AMOUNT_MINOR - 1), now))
                .isEqualTo(new TradeOutcome.Refused(reason));
    }

    @Test
    void everyReasonOfATradeIsInTheTable() {
        assertThat(refusals().map(row -> row.get()[0]).distinct())
                .containsExactlyElementsOf(Arrays.stream(TradeRejection.values())
                        .filter(reason -> reason != TradeRejection.QUOTE_TOO_LONG)
                        .map(Object.class::cast)
                        .toList());
    }

    @Test
    void theLastFenOfTheDayAndTheLastMomentOfTheQuoteAreGood() {
        Corridor last = corridor(terms(CorridorState.OPEN, AMOUNT_FEN, 100_000), 100_000 - AMOUNT_FEN);
        Instant justInTime = QUOTE.expiresAt().minusNanos(1_000);
        assertThat(TradeRules.decide(accepting(QUOTE), QUOTE, last, buyer(AMOUNT_MINOR), justInTime))
                .isInstanceOf(TradeOutcome.Held.class);
    }

    @Test
    void whatIsHeldGoesToTheMakerWhenThePaymentIsFinal() {
        Trade trade = held();
        Conclusion.Ended ended = (Conclusion.Ended) TradeRules.conclude(trade, accepted(trade), NOW);
        assertThat(ended.trade().state()).isEqualTo(TradeState.SETTLED);
        assertThat(ended.posting().debit()).isEqualTo(ForeignPosting.Place.held(BUYER));
        assertThat(ended.posting().credit()).isEqualTo(ForeignPosting.Place.available(MAKER));
        assertThat(ended.posting().amountMinor()).isEqualTo(AMOUNT_MINOR);
    }

    @Test
    void whatIsHeldGoesBackWhenThePaymentIsRefused() {
        Trade trade = held();
        Conclusion.Ended ended =
                (Conclusion.Ended) TradeRules.conclude(trade, refused(trade, "INSUFFICIENT_BALANCE"), NOW);
        assertThat(ended.trade().state()).isEqualTo(TradeState.RELEASED);
        assertThat(ended.trade().reason()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(ended.posting().debit()).isEqualTo(ForeignPosting.Place.held(BUYER));
        assertThat(ended.posting().credit()).isEqualTo(ForeignPosting.Place.available(BUYER));
        assertThat(ended.posting().amountMinor()).isEqualTo(AMOUNT_MINOR);
    }

    @Test
    void theSameAnswerAgainDoesNothingAndTheOtherIsAContradiction() {
        Trade trade = held();
        Trade settled = trade.become(TradeState.SETTLED, "", NOW);
        Trade released = trade.become(TradeState.RELEASED, "ORDER_EXPIRED", NOW);
        assertThat(TradeRules.conclude(settled, accepted(trade), NOW)).isEqualTo(new Conclusion.Known());
        assertThat(TradeRules.conclude(released, refused(trade, "X"), NOW)).isEqualTo(new Conclusion.Known());
        assertThat(TradeRules.conclude(settled, refused(trade, "X"), NOW)).isInstanceOf(Conclusion.Contradicted.class);
        assertThat(TradeRules.conclude(released, accepted(trade), NOW)).isInstanceOf(Conclusion.Contradicted.class);
    }

    @Test
    void anAnswerAboutAnotherPaymentOrWithoutAReasonIsAContradiction() {
        Trade trade = held();
        LegAnswered other = new LegAnswered(
                trade.tradeId(), CorridorScenario.CORRIDOR, UUID.randomUUID(), true, "", "abc", 1, "boc", 1, 1, 1, NOW);
        assertThat(TradeRules.conclude(trade, other, NOW)).isInstanceOf(Conclusion.Contradicted.class);
        assertThat(TradeRules.conclude(trade, refused(trade, ""), NOW)).isInstanceOf(Conclusion.Contradicted.class);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAHeldTradeAndAnOpenQuoteChange(TradeState next) {
        assertThat(TradeState.HELD.mayBecome(next)).isEqualTo(next != TradeState.HELD);
        assertThat(TradeState.SETTLED.mayBecome(next)).isFalse();
        assertThat(TradeState.RELEASED.mayBecome(next)).isFalse();
        for (QuoteState state : QuoteState.values()) {
            assertThat(QuoteState.OPEN.mayBecome(state)).isEqualTo(state != QuoteState.OPEN);
            assertThat(QuoteState.TAKEN.mayBecome(state)).isFalse();
            assertThat(QuoteState.WITHDRAWN.mayBecome(state)).isFalse();
        }
    }
}
