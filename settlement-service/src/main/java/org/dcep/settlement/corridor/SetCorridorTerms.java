package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Opens a corridor with the first version of its terms, and changes them with the next. Every version is kept. */
@ApplicationScoped
class SetCorridorTerms {
    private final CorridorTransactions transactions;
    private final BusinessTime time;

    SetCorridorTerms(CorridorTransactions transactions, BusinessTime time) {
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * Sets one version once.
     *
     * @return fails with a problem: 404 for a later version of a corridor that does not exist, 422 ID_REUSED if the version
     *     says something else already, 409 TERMS_OUT_OF_ORDER if it is not the next, 400 for another currency
     */
    Uni<Outcome<Corridor>> set(String corridorId, CorridorTerms terms) {
        Instant now = time.now();
        return transactions.run(tx -> open(tx, corridorId, terms, now)
                .chain(() -> CorridorStore.lock(tx, corridorId))
                .chain(known -> known.map(corridor -> follow(tx, corridor, terms, now))
                        .orElseGet(() -> begin(tx, corridorId, terms, now)))
                .chain(first -> CorridorStore.find(tx, corridorId)
                        .map(corridor -> new Outcome<>(corridor.orElseThrow(), first))));
    }

    private static Uni<Void> open(SqlConnection tx, String corridorId, CorridorTerms terms, Instant now) {
        return terms.version() == 1
                ? CorridorStore.open(tx, corridorId, terms.currency(), now)
                : Uni.createFrom().voidItem();
    }

    private static Uni<Boolean> begin(SqlConnection tx, String corridorId, CorridorTerms terms, Instant now) {
        return terms.version() == 1
                ? CorridorStore.set(tx, corridorId, terms, now).replaceWith(true)
                : Uni.createFrom().failure(Problems.notFound().asException());
    }

    private static Uni<Boolean> follow(SqlConnection tx, Corridor corridor, CorridorTerms terms, Instant now) {
        int next = corridor.terms().version() + 1;
        if (terms.version() < next) {
            return CorridorStore.terms(tx, corridor.corridorId(), terms.version() - 1L, 1)
                    .map(stored -> repeated(stored, terms));
        }
        return objection(corridor, terms, next)
                .<Uni<Boolean>>map(problem -> Uni.createFrom().failure(problem.asException()))
                .orElseGet(() ->
                        CorridorStore.set(tx, corridor.corridorId(), terms, now).replaceWith(true));
    }

    private static Optional<Problem> objection(Corridor corridor, CorridorTerms terms, int next) {
        if (terms.version() > next) {
            return Optional.of(Problem.of("TERMS_OUT_OF_ORDER", 409, "The version is not the next one")
                    .with("nextVersion", next));
        }
        String currency = corridor.terms().currency();
        return terms.currency().equals(currency)
                ? Optional.empty()
                : Optional.of(Problems.malformed("currency", "is " + currency + " and never changes"));
    }

    private static boolean repeated(List<CorridorStore.DatedTerms> stored, CorridorTerms terms) {
        if (!stored.get(0).terms().equals(terms)) {
            throw Problems.idReused().asException();
        }
        return false;
    }
}
