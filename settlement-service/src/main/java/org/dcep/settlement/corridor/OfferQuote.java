package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Takes a market maker's quote from its bank, and takes it back as long as nobody has accepted it. */
@ApplicationScoped
class OfferQuote {
    private final CorridorTransactions transactions;
    private final BusinessTime time;

    OfferQuote(CorridorTransactions transactions, BusinessTime time) {
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * Offers a quote once per id.
     *
     * @return fails with a problem: 404 without such a corridor, 422 ID_REUSED if quote or payment have that id already, 400
     *     if the quote contradicts itself, 409 if the corridor does not allow it
     */
    Uni<Outcome<Quote>> offer(Quote quote) {
        return transactions.locked(
                quote.corridorId(),
                (tx, corridor) -> CorridorStore.quotes(
                                tx, quote.quoteId(), quote.order().id())
                        .chain(known -> known.isEmpty()
                                ? offerNew(tx, corridor, quote)
                                : Uni.createFrom().item(repeated(known, quote))));
    }

    private static Outcome<Quote> repeated(List<Quote> known, Quote quote) {
        if (known.size() != 1 || !known.get(0).isSameAs(quote)) {
            throw Problems.idReused().asException();
        }
        return Outcome.repeated(known.get(0));
    }

    private Uni<Outcome<Quote>> offerNew(SqlConnection tx, Corridor corridor, Quote quote) {
        Instant now = time.now();
        return violations(tx, corridor, quote, now)
                .invoke(violations -> require(violations, QuoteRules.objection(quote, corridor, now)))
                .chain(() -> CorridorStore.offer(tx, quote, now))
                .replaceWith(Outcome.first(quote));
    }

    /** A bank that is not known here has number 0, which no wallet has. */
    private static Uni<List<Problem.Violation>> violations(
            SqlConnection tx, Corridor corridor, Quote quote, Instant now) {
        List<Problem.Violation> found = new ArrayList<>();
        return CorridorStore.operatorNumber(tx, quote.operatorId())
                .invoke(number -> found.addAll(QuoteRules.violations(quote, corridor, number.orElse(0), now)))
                .chain(() -> ForeignLedger.account(tx, quote.corridorId(), quote.makerAccount()))
                .invoke(maker -> {
                    if (maker.filter(account -> account.belongsTo(quote.operatorId()))
                            .isEmpty()) {
                        found.add(new Problem.Violation("makerAccount", "must be an account of the operator"));
                    }
                })
                .chain(() -> ForeignLedger.account(tx, quote.corridorId(), quote.buyerAccount()))
                .invoke(buyer -> {
                    if (buyer.isEmpty()) {
                        found.add(new Problem.Violation("buyerAccount", "must be an account of the corridor"));
                    }
                })
                .replaceWith(found);
    }

    private static void require(List<Problem.Violation> violations, Optional<TradeRejection> objection) {
        Problem problem = Problems.malformed();
        for (Problem.Violation violation : violations) {
            problem = problem.withViolation(violation.field(), violation.message());
        }
        if (!violations.isEmpty()) {
            throw problem.asException();
        }
        objection.ifPresent(reason -> {
            throw reason.problem().asException();
        });
    }

    /**
     * Withdraws an open quote of {@code operatorId}; again, if it likes.
     *
     * @return fails with a problem: 404 if it has no such quote, 409 QUOTE_CLOSED if the quote was taken
     */
    Uni<Quote> withdraw(String corridorId, UUID quoteId, String operatorId) {
        return transactions.locked(
                corridorId,
                (tx, corridor) -> CorridorStore.quote(tx, corridorId, quoteId)
                        .map(known -> known.filter(quote -> quote.operatorId().equals(operatorId))
                                .orElseThrow(() -> Problems.notFound().asException()))
                        .chain(quote -> withdraw(tx, quote)));
    }

    private static Uni<Quote> withdraw(SqlConnection tx, Quote quote) {
        return switch (quote.state()) {
            case WITHDRAWN -> Uni.createFrom().item(quote);
            case TAKEN ->
                Uni.createFrom().failure(TradeRejection.QUOTE_CLOSED.problem().asException());
            case OPEN -> {
                Quote withdrawn = quote.become(QuoteState.WITHDRAWN);
                yield CorridorStore.close(tx, withdrawn).replaceWith(withdrawn);
            }
        };
    }
}
