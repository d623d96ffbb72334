package org.dcep.issuer.circulation;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.issuer.book.Book;
import org.dcep.issuer.book.Totals;

/** Reads the sums of the book. */
@ApplicationScoped
class CirculationStore {
    private final Book book;

    CirculationStore(Book book) {
        this.book = book;
    }

    @WithSession
    Uni<Totals> totals() {
        return book.totals();
    }
}
