package org.dcep.wallet.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.dcep.contracts.ShardFreezeChanged;

/** Closes a book for new payments, and opens it again. Whoever locks the book afterwards sees it. */
public final class BookFreeze {
    private static final String NOTE = """
            insert into shard_freeze as f (operator_id, number, frozen) values ($1, $2, $3)
            on conflict (operator_id) do update set number = excluded.number, frozen = excluded.frozen
            where f.number < excluded.number""";

    private static final String CHANGE = """
            update open_cycle c set frozen = f.frozen, freeze_number = f.number
            from operator o join shard_freeze f on f.operator_id = o.operator_id
            where o.operator_number = c.operator_number and o.operator_id = $1 and c.freeze_number < f.number""";

    private BookFreeze() {}

    /**
     * Takes over the central bank's decision, unless a later one is known. A book that is not open yet will be opened as
     * the decision says: whether the admission or the freeze is read first makes no difference.
     */
    public static Uni<Void> change(SqlConnection tx, ShardFreezeChanged decision) {
        return tx.preparedQuery(NOTE)
                .execute(Tuple.of(decision.operatorId(), decision.number(), decision.frozen()))
                .chain(() -> tx.preparedQuery(CHANGE).execute(Tuple.of(decision.operatorId())))
                .replaceWithVoid();
    }
}
