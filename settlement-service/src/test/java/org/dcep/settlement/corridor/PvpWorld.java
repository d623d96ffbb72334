package org.dcep.settlement.corridor;

import static org.dcep.settlement.corridor.CorridorScenario.AMOUNT_FEN;
import static org.dcep.settlement.corridor.CorridorScenario.AMOUNT_MINOR;
import static org.dcep.settlement.corridor.CorridorScenario.BUYER;
import static org.dcep.settlement.corridor.CorridorScenario.MAKER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.dcep.contracts.LegAnswered;

/**
 * Both ledgers and everything between them, small enough to be played in every order: the rules of settlement as they
 * are, a wallet-service reduced to what it promises, messages that are doubled, reordered and late, processes that stop
 * between any two steps, a clock that moves, and a market maker who uses the order behind the coordinator's back.
 */
final class PvpWorld {
    static final long ISSUED_MINOR = 6 * AMOUNT_MINOR;
    static final long PER_DAY_FEN = 8 * AMOUNT_FEN;

    /** Mistakes that a coordinator could make; each must be found. */
    enum Mistake {
        NONE,
        /** Gives the buyer's currency back when the order has expired, whatever has become of it. */
        RELEASES_WHEN_TIME_IS_OUT,
        /** Pays the maker when the e-CNY is on hold at its operator. */
        SETTLES_WHAT_IS_PENDING,
        /** Takes a bad signature for a refusal, although the order may be sent again with a good key. */
        BELIEVES_A_BAD_SIGNATURE,
        /** Applies an answer as often as it comes. */
        FORGETS_THAT_IT_HAS_ENDED
    }

    enum PaymentState {
        PENDING,
        ACCEPTED,
        REFUSED
    }

    private static final long DEATH_SECONDS = 60;
    private static final Instant BEGIN = CorridorScenario.NOW;

    private final Random random;
    private final Mistake mistake;
    private Instant now = BEGIN;

    // Settlement's database.
    private final Map<ForeignPosting.Place, Long> foreign = new HashMap<>();
    private final Map<UUID, Quote> quotes = new LinkedHashMap<>();
    private final Map<UUID, Trade> trades = new LinkedHashMap<>();

    // What is on its way; nothing is ever lost for good, because outboxes send again.
    private final List<Trade> requests = new ArrayList<>();
    private final List<LegAnswered> answers = new ArrayList<>();
    private final List<UUID> credits = new ArrayList<>();

    // The wallet-service's databases: a leg is true once it has been answered.
    private final Map<UUID, Boolean> legs = new LinkedHashMap<>();
    private final Map<UUID, PaymentState> payments = new LinkedHashMap<>();
    private long makerFen = 5 * AMOUNT_FEN;
    private boolean makersKeyIsRight = true;
    private boolean nobodyStops;

    PvpWorld(Random random, Mistake mistake) {
        this.random = random;
        this.mistake = mistake;
        foreign.put(ForeignPosting.Place.ISSUED, -ISSUED_MINOR);
        foreign.put(ForeignPosting.Place.available(BUYER), ISSUED_MINOR);
    }

    Map<UUID, Trade> trades() {
        return trades;
    }

    Optional<PaymentState> paymentOf(Trade trade) {
        return Optional.ofNullable(payments.get(trade.quote().order().id()));
    }

    long balance(ForeignPosting.Place place) {
        return foreign.getOrDefault(place, 0L);
    }

    long foreignSum() {
        return foreign.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean somethingIsNegative() {
        return foreign.entrySet().stream()
                .anyMatch(entry -> entry.getValue() < 0 && !entry.getKey().equals(ForeignPosting.Place.ISSUED));
    }

    long usedTodayFen() {
        return trades.values().stream()
                .filter(trade -> trade.state() != TradeState.RELEASED)
                .mapToLong(trade -> trade.quote().amountFen())
                .sum();
    }

    /** One thing happens, whichever. */
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> offer();
            case 2, 3 -> accept();
            case 4, 5 -> deliverRequest();
            case 6 -> executeALeg();
            case 7 -> deliverAnswer();
            case 8 -> creditOrRefuse();
            case 9 -> now = now.plusSeconds(random.nextInt(25));
            case 10 -> makersKeyIsRight = random.nextInt(3) > 0;
            default -> makerSendsTheOrderItself();
        }
        if (mistake == Mistake.RELEASES_WHEN_TIME_IS_OUT) {
            releaseWhatHasExpired();
        }
    }

    /** All that is left to happen happens; orders that nobody decided die. */
    void comeToRest() {
        nobodyStops = true;
        for (int round = 0; round < 4; round++) {
            List.copyOf(requests).forEach(request -> legs.putIfAbsent(request.tradeId(), false));
            requests.clear();
            List.copyOf(credits).forEach(id -> credit(id, true));
            List.copyOf(legs.keySet()).forEach(this::execute);
            List.copyOf(answers).forEach(this::conclude);
            answers.clear();
            now = now.plusSeconds(1_000);
        }
    }

    private void offer() {
        Quote quote = CorridorScenario.quote(
                new UUID(random.nextLong(), 1), new UUID(random.nextLong(), 2), now.plusSeconds(60));
        quotes.put(quote.quoteId(), quote);
    }

    private void accept() {
        choose(List.copyOf(quotes.values())).ifPresent(quote -> {
            CorridorTerms terms = CorridorScenario.terms(CorridorState.OPEN, AMOUNT_FEN, PER_DAY_FEN);
            ForeignAccount buyer = CorridorScenario.buyer(balance(ForeignPosting.Place.available(BUYER)));
            TradeRules.decide(
                            CorridorScenario.accepting(quote),
                            quote,
                            CorridorScenario.corridor(terms, usedTodayFen()),
                            buyer,
                            now)
                    .fold(this::hold, refused -> null);
        });
    }

    /** One transaction: hold, quote, trade and the event. */
    private Void hold(TradeOutcome.Held held) {
        Trade trade = held.trade();
        post(held.posting());
        quotes.put(trade.quote().quoteId(), trade.quote());
        trades.put(trade.tradeId(), trade);
        requests.add(trade);
        return null;
    }

    private void deliverRequest() {
        choose(requests).ifPresent(request -> {
            legs.putIfAbsent(request.tradeId(), false);
            maybeForget(requests, request);
        });
    }

    private void executeALeg() {
        choose(List.copyOf(legs.keySet())).ifPresent(this::execute);
    }

    /** What wallet-service does with a leg: look whether its order has ended, else send it, and answer for ever. */
    private void execute(UUID tradeId) {
        if (legs.get(tradeId)) {
            return;
        }
        Trade trade = trades.get(tradeId);
        UUID paymentId = trade.quote().order().id();
        boolean dead = !now.isBefore(trade.quote().order().expiresAt().plusSeconds(DEATH_SECONDS));
        boolean badSignature = !payments.containsKey(paymentId) && !submit(trade.quote());
        if (!nobodyStops && random.nextInt(4) == 0) {
            return; // The process stops before it has written the answer down.
        }
        PaymentState state = payments.get(paymentId);
        if (state == PaymentState.ACCEPTED
                || state == PaymentState.PENDING && mistake == Mistake.SETTLES_WHAT_IS_PENDING) {
            answer(tradeId, CorridorScenario.accepted(trade));
        } else if (state == PaymentState.REFUSED) {
            answer(tradeId, CorridorScenario.refused(trade, "REFUSED"));
        } else if (badSignature && (dead || mistake == Mistake.BELIEVES_A_BAD_SIGNATURE)) {
            answer(tradeId, CorridorScenario.refused(trade, "BAD_SIGNATURE"));
        }
    }

    private void answer(UUID tradeId, LegAnswered answer) {
        legs.put(tradeId, true);
        answers.add(answer);
    }

    private void makerSendsTheOrderItself() {
        choose(List.copyOf(quotes.values())).ifPresent(this::submit);
    }

    /** Decides an order once; false if the signature is not genuine, which decides nothing. */
    private boolean submit(Quote quote) {
        UUID paymentId = quote.order().id();
        if (!makersKeyIsRight) {
            return false;
        }
        if (payments.containsKey(paymentId)) {
            return true;
        }
        if (!now.isBefore(quote.order().expiresAt()) || makerFen < quote.amountFen()) {
            payments.put(paymentId, PaymentState.REFUSED);
        } else {
            makerFen -= quote.amountFen();
            boolean elsewhere = (paymentId.getMostSignificantBits() & 1) == 0;
            payments.put(paymentId, elsewhere ? PaymentState.PENDING : PaymentState.ACCEPTED);
            if (elsewhere) {
                credits.add(paymentId);
            }
        }
        return true;
    }

    private void creditOrRefuse() {
        choose(credits).ifPresent(paymentId -> credit(paymentId, random.nextInt(3) > 0));
    }

    /** The payee's operator decides once; what it is asked again finds the payment ended. */
    private void credit(UUID paymentId, boolean credited) {
        credits.remove(paymentId);
        if (payments.get(paymentId) == PaymentState.PENDING) {
            payments.put(paymentId, credited ? PaymentState.ACCEPTED : PaymentState.REFUSED);
            makerFen += credited ? 0 : AMOUNT_FEN;
        }
    }

    private void deliverAnswer() {
        choose(answers).ifPresent(answer -> {
            conclude(answer);
            maybeForget(answers, answer);
        });
    }

    private void conclude(LegAnswered answer) {
        Trade trade = trades.get(answer.tradeId());
        Trade believed = mistake == Mistake.FORGETS_THAT_IT_HAS_ENDED ? held(trade) : trade;
        TradeRules.conclude(believed, answer, now)
                .fold(
                        ended -> {
                            post(ended.posting());
                            trades.put(ended.trade().tradeId(), ended.trade());
                            return null;
                        },
                        known -> null,
                        contradicted -> null);
    }

    private void releaseWhatHasExpired() {
        for (Trade trade : List.copyOf(trades.values())) {
            if (trade.state() == TradeState.HELD
                    && now.isAfter(trade.quote().order().expiresAt())) {
                post(ForeignPosting.release(trade));
                trades.put(trade.tradeId(), trade.become(TradeState.RELEASED, "ORDER_EXPIRED", now));
            }
        }
    }

    private static Trade held(Trade trade) {
        return new Trade(
                trade.tradeId(),
                trade.quote(),
                trade.fingerprint(),
                trade.signature(),
                trade.businessDate(),
                TradeState.HELD,
                "",
                trade.heldAt(),
                Optional.empty());
    }

    private void post(ForeignPosting posting) {
        foreign.merge(posting.debit(), -posting.amountMinor(), Long::sum);
        foreign.merge(posting.credit(), posting.amountMinor(), Long::sum);
    }

    /** A message that was delivered may come again, however late. */
    private <T> void maybeForget(List<T> messages, T message) {
        if (random.nextInt(3) > 0) {
            messages.remove(message);
        }
    }

    private <T> Optional<T> choose(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }

    /** What the maker has got, in the foreign currency. */
    long makerMinor() {
        return balance(ForeignPosting.Place.available(MAKER));
    }
}
