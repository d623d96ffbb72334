package org.dcep.settlement.corridor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Lei;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.TradeOrder;
import org.dcep.kernel.WalletId;

/** What the pure rules of the corridor are tested with: a quote of 10,900 cents for 100 yuan, and all that belongs to it. */
final class CorridorScenario {
    static final String CORRIDOR = "hk";
    static final String CURRENCY = "HKD";
    static final String OPERATOR = "abc";
    static final int OPERATOR_NUMBER = 1;
    static final String MAKER = "maker";
    static final String BUYER = "dapp";
    static final String PAYER = WalletId.of(OPERATOR_NUMBER, 0, 1).toString();
    static final String PAYEE = WalletId.of(2, 0, 2).toString();
    static final long AMOUNT_FEN = 10_000;
    static final long AMOUNT_MINOR = 10_900;
    static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    static final Lei LEI = new Lei("5493001KJTIIGC8Y1R12");

    private static final VerifyingKey KEY = SigningKey.derive(SignatureAlgorithm.ED25519, new byte[32], "corridor")
            .verifyingKey();

    private CorridorScenario() {}

    static CorridorTerms terms(CorridorState state, long perTradeFen, long perDayFen) {
        return new CorridorTerms(1, CURRENCY, state, perTradeFen, perDayFen, 120);
    }

    static Corridor corridor(CorridorTerms terms, long usedTodayFen) {
        return new Corridor(CORRIDOR, terms, NOW, 1_000_000, LocalDate.of(2026, 11, 24), usedTodayFen);
    }

    static Corridor openCorridor() {
        return corridor(terms(CorridorState.OPEN, 20_000, 100_000), 0);
    }

    /** Expires a minute from now, its order ten seconds later. */
    static Quote quote() {
        return quote(UUID.randomUUID(), UUID.randomUUID(), NOW.plusSeconds(70));
    }

    static Quote quote(UUID quoteId, UUID paymentId, Instant orderExpiresAt) {
        PaymentOrder order = new PaymentOrder(
                paymentId,
                PAYER,
                PAYEE,
                new Money(AMOUNT_FEN),
                new Money(5),
                orderExpiresAt,
                Quote.reference(quoteId, AMOUNT_MINOR, CURRENCY, MAKER));
        return new Quote(
                quoteId, CORRIDOR, OPERATOR, MAKER, BUYER, AMOUNT_MINOR, order, "A".repeat(86), QuoteState.OPEN);
    }

    static ForeignAccount buyer(long availableMinor) {
        return new ForeignAccount(CORRIDOR, BUYER, LEI, KEY, Optional.empty(), availableMinor, 0);
    }

    /** An acceptance with the quote's own terms. */
    static TradeRules.Accepted accepting(Quote quote) {
        return accepting(quote, CURRENCY, quote.amountMinor(), quote.order().payee(), quote.amountFen());
    }

    static TradeRules.Accepted accepting(Quote quote, String currency, long minor, String payee, long fen) {
        TradeOrder order = new TradeOrder(
                UUID.randomUUID(), CORRIDOR, quote.quoteId(), BUYER, currency, minor, payee, new Money(fen));
        return new TradeRules.Accepted(order, new byte[32], "B".repeat(86));
    }

    static LegAnswered accepted(Trade trade) {
        return new LegAnswered(
                trade.tradeId(), CORRIDOR, trade.quote().order().id(), true, "", OPERATOR, 1, "boc", 21_000, 1, 1, NOW);
    }

    static LegAnswered refused(Trade trade, String reason) {
        return new LegAnswered(
                trade.tradeId(), CORRIDOR, trade.quote().order().id(), false, reason, "", 0, "", 0, 0, 0, NOW);
    }
}
