package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.Optional;
import org.dcep.contracts.LegAnswered;
import org.dcep.kernel.TradeOrder;

/**
 * When a buyer's currency is set aside, and to whom it goes then. Pure. A hold ends by the end of the e-CNY leg and by
 * nothing else: a clock that ended it could release what is being paid for.
 */
final class TradeRules {
    private TradeRules() {}

    /**
     * An order whose signature is genuine.
     *
     * @param fingerprint of its signed bytes
     */
    record Accepted(TradeOrder order, byte[] fingerprint, String signature) {}

    /** The first reason of {@link TradeRejection} that applies, or the trade with its hold. */
    static TradeOutcome decide(Accepted accepted, Quote quote, Corridor corridor, ForeignAccount buyer, Instant now) {
        return objection(accepted.order(), quote, corridor, buyer, now)
                .<TradeOutcome>map(TradeOutcome.Refused::new)
                .orElseGet(() -> {
                    Trade trade = new Trade(
                            accepted.order().id(),
                            quote.become(QuoteState.TAKEN),
                            accepted.fingerprint(),
                            accepted.signature(),
                            corridor.businessDate(),
                            TradeState.HELD,
                            "",
                            now,
                            Optional.empty());
                    return new TradeOutcome.Held(trade, ForeignPosting.hold(trade));
                });
    }

    private static Optional<TradeRejection> objection(
            TradeOrder order, Quote quote, Corridor corridor, ForeignAccount buyer, Instant now) {
        if (!agree(order, quote, corridor)) {
            return Optional.of(TradeRejection.QUOTE_MISMATCH);
        }
        if (quote.state() != QuoteState.OPEN) {
            return Optional.of(TradeRejection.QUOTE_CLOSED);
        }
        if (quote.isExpiredAt(now)) {
            return Optional.of(TradeRejection.QUOTE_EXPIRED);
        }
        Optional<TradeRejection> limit = QuoteRules.objectionToAmount(quote.amountFen(), corridor);
        if (limit.isPresent()) {
            return limit;
        }
        return buyer.availableMinor() < quote.amountMinor()
                ? Optional.of(TradeRejection.INSUFFICIENT_BALANCE)
                : Optional.empty();
    }

    private static boolean agree(TradeOrder order, Quote quote, Corridor corridor) {
        return order.currency().equals(corridor.terms().currency())
                && order.amountMinor() == quote.amountMinor()
                && order.payee().equals(quote.order().payee())
                && order.amount().equals(quote.order().amount());
    }

    /** What the answer about the other leg does to the trade that it names. */
    static Conclusion conclude(Trade trade, LegAnswered answer, Instant now) {
        if (!answer.paymentId().equals(trade.quote().order().id())
                || !answer.corridorId().equals(trade.quote().corridorId())) {
            return new Conclusion.Contradicted("the payment is not that of the trade");
        }
        TradeState end = answer.accepted() ? TradeState.SETTLED : TradeState.RELEASED;
        if (trade.state() == end) {
            return new Conclusion.Known();
        }
        if (!trade.state().mayBecome(end)) {
            return new Conclusion.Contradicted("the trade is " + trade.state() + " by an earlier answer");
        }
        if (!answer.accepted() && answer.reason().isEmpty()) {
            return new Conclusion.Contradicted("a refusal without a reason");
        }
        Trade ended = trade.become(end, answer.accepted() ? "" : answer.reason(), now);
        return new Conclusion.Ended(
                ended, answer.accepted() ? ForeignPosting.pay(ended) : ForeignPosting.release(ended));
    }
}
