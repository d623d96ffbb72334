package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Holder;
import org.dcep.web.Page;

/** Reads operators. */
@ApplicationScoped
class Operators {
    private final Book book;
    private final LiquidityTransfers transfers;

    Operators(Book book, LiquidityTransfers transfers) {
        this.book = book;
        this.transfers = transfers;
    }

    /** In the order of their numbers. */
    @WithSession
    Uni<Page<OperatorView>> list(long afterNumber, int limit) {
        return OperatorRow.<OperatorRow>find("number > ?1 order by number", (int) Math.min(afterNumber, 1_000))
                .range(0, limit)
                .list()
                .chain(this::views)
                .map(views -> Page.of(views, limit, OperatorView::operatorNumber));
    }

    @WithSession
    Uni<Optional<OperatorView>> find(String operatorId) {
        return OperatorRow.<OperatorRow>list("id", operatorId)
                .chain(this::views)
                .map(views -> views.stream().findFirst());
    }

    private Uni<List<OperatorView>> views(List<OperatorRow> rows) {
        List<Holder> holders = rows.stream().map(OperatorRow::holder).toList();
        return book.balances(holders)
                .chain(balances -> transfers
                        .placedFen(holders.stream().map(Holder::id).toList())
                        .map(placed -> rows.stream()
                                .map(row -> row.view(
                                        balances,
                                        placed.getOrDefault(row.holder().id(), 0L)))
                                .toList()));
    }
}
