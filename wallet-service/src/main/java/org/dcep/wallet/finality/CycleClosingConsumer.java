package org.dcep.wallet.finality;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.Topic;
import org.dcep.outbox.OneByOneConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.BookBalances;

/**
 * Opens the next cycle in every book and says, per book, what the closed one held. The lock on a book's open cycle
 * waits for every transaction that still writes into it and keeps out those that come after, so a marker is complete:
 * late events of a cycle cannot exist, only late delivery.
 */
@ApplicationScoped
class CycleClosingConsumer implements OneByOneConsumer<CycleClosing> {
    /** Before the books, so that a book which is being opened ends up in the next cycle or is closed here. */
    private static final String ADVANCE_NEWEST =
            "update newest_cycle set cycle_id = $1, business_date = $2 where cycle_id < $1";

    private static final String LOCK_BOOKS = """
        select c.operator_number, o.operator_id
        from open_cycle c join operator o on o.operator_number = c.operator_number
        where c.cycle_id <= $1 order by c.operator_number for update of c\
        """;

    private static final String OPEN_NEXT = """
        update open_cycle set cycle_id = $2, business_date = $3
        where operator_number = any($1) and cycle_id < $2\
        """;

    private static final String TALLY = """
        select coalesce(sum(book_events), 0)::bigint, coalesce(sum(payments), 0)::bigint,
               coalesce(sum(amount_fen), 0)::bigint, coalesce(sum(gas_fee_fen), 0)::bigint,
               coalesce(sum(digest), 0)::text
        from cycle_tally where operator_number = $1 and cycle_id = $2\
        """;

    private final Outbox outbox;

    private record ClosedBook(int operatorNumber, String operatorId) {}

    CycleClosingConsumer(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Topic topic() {
        return Topic.CYCLE_CLOSING;
    }

    @Override
    public void committed(List<CycleClosing> closings) {
        outbox.wake();
    }

    @Override
    public Uni<Void> applyOne(SqlConnection tx, CycleClosing closing) {
        return tx.preparedQuery(ADVANCE_NEWEST)
                .execute(Tuple.of(closing.nextCycleId(), closing.nextBusinessDate()))
                .chain(() -> lockBooks(tx, closing.cycleId()))
                .call(books -> openNext(tx, books, closing))
                .chain(books -> markAll(tx, books, closing.cycleId()));
    }

    private static Uni<List<ClosedBook>> lockBooks(SqlConnection tx, long cycleId) {
        return tx.preparedQuery(LOCK_BOOKS).execute(Tuple.of(cycleId)).map(rows -> {
            List<ClosedBook> books = new ArrayList<>();
            rows.forEach(row -> books.add(new ClosedBook(row.getInteger(0), row.getString(1))));
            return books;
        });
    }

    private static Uni<Void> openNext(SqlConnection tx, List<ClosedBook> books, CycleClosing closing) {
        Integer[] numbers = books.stream().map(ClosedBook::operatorNumber).toArray(Integer[]::new);
        return tx.preparedQuery(OPEN_NEXT)
                .execute(Tuple.of(numbers, closing.nextCycleId(), closing.nextBusinessDate()))
                .replaceWithVoid();
    }

    private Uni<Void> markAll(SqlConnection tx, List<ClosedBook> books, long cycleId) {
        return Multi.createFrom()
                .iterable(books)
                .onItem()
                .transformToUniAndConcatenate(book -> marker(tx, book, cycleId))
                .collect()
                .asList()
                .chain(markers -> markers.isEmpty() ? Uni.createFrom().voidItem() : outbox.append(tx, markers));
    }

    private static Uni<CycleMarked> marker(SqlConnection tx, ClosedBook book, long cycleId) {
        return BookBalances.read(tx, book.operatorNumber())
                .chain(balances -> tx.preparedQuery(TALLY)
                        .execute(Tuple.of(book.operatorNumber(), cycleId))
                        .map(rows -> marked(
                                book.operatorId(), cycleId, rows.iterator().next(), balances)));
    }

    private static CycleMarked marked(String operatorId, long cycleId, Row tally, BookBalances balances) {
        long digest = new BigInteger(tally.getString(4)).longValue();
        return new CycleMarked(
                operatorId,
                cycleId,
                tally.getLong(0),
                tally.getLong(1),
                tally.getLong(2),
                tally.getLong(3),
                PaymentDigest.text(digest),
                balances.forMarker());
    }
}
