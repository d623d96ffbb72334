package org.dcep.wallet.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.dcep.contracts.ShardFreezeChanged;

/** Closes a book for new payments, and opens it again. Whoever locks the book afterwards sees it. */
public final class BookFreeze {
    private static final String CHANGE = """
            update open_cycle c
            set frozen = case when c.freeze_number < $2 then $3 else c.frozen end,
                freeze_number = greatest(c.freeze_number, $2)
            from operator o where o.operator_number = c.operator_number and o.operator_id = $1""";

    private BookFreeze() {}

    /**
     * Takes over the central bank's decision, unless a later one is known.
     *
     * @return fails if the operator's book is not open yet
     */
    public static Uni<Void> change(SqlConnection tx, ShardFreezeChanged decision) {
        return tx.preparedQuery(CHANGE)
                .execute(Tuple.of(decision.operatorId(), decision.number(), decision.frozen()))
                .invoke(changed -> {
                    if (changed.rowCount() == 0) {
                        throw new IllegalStateException(
                                "operator " + decision.operatorId() + " has no book that could be frozen");
                    }
                })
                .replaceWithVoid();
    }
}
