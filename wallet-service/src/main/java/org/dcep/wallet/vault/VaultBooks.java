package org.dcep.wallet.vault;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;

/** Locks the books and vaults that a batch of announcements is about, all at once and so in the order of all locks. */
@ApplicationScoped
class VaultBooks {
    private final Book book;
    private final Operators operators;

    VaultBooks(Book book, Operators operators) {
        this.book = book;
        this.operators = operators;
    }

    /** Locked books with the numbers of the operators that they belong to. */
    record Locked(LockedBook book, Map<String, Integer> numbers) {
        int number(String operatorId) {
            return numbers.get(operatorId);
        }
    }

    /**
     * Locks.
     *
     * @return fails if the admission of an operator has not arrived: it travels on another topic, so the announcement
     *     must come again
     */
    Uni<Locked> lock(SqlConnection tx, Collection<String> operatorIds) {
        return numbers(operatorIds)
                .chain(numbers -> book.lock(tx, numbers.values(), List.of(), numbers.values())
                        .map(locked -> new Locked(locked, numbers)));
    }

    Uni<Void> record(SqlConnection tx, Locked locked) {
        return book.record(tx, locked.book(), 0);
    }

    private Uni<Map<String, Integer>> numbers(Collection<String> operatorIds) {
        return Multi.createFrom()
                .iterable(new LinkedHashSet<>(operatorIds))
                .onItem()
                .transformToUniAndConcatenate(id -> operators
                        .named(id)
                        .map(found -> found.orElseThrow(() ->
                                new IllegalStateException("the admission of operator " + id + " has not arrived"))))
                .collect()
                .in(LinkedHashMap<String, Integer>::new, VaultBooks::put)
                .map(numbers -> numbers);
    }

    private static void put(Map<String, Integer> numbers, Operator operator) {
        numbers.put(operator.operatorId(), operator.number());
    }
}
