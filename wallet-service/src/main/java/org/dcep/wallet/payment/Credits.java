package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dcep.wallet.book.LockedBook;
import org.dcep.wallet.metering.GasUsage;

/**
 * Credits between operators that have come with events, on their way into a transaction of {@link PaymentBatch}. They
 * share it with payments, because both meet in the same wallets. Its methods are called in the order in which they stand
 * here; after a failure they may be called again from the first one on, in another transaction.
 */
interface Credits {
    /** How many there are at most. */
    int size();

    /** Takes the events into the transaction. */
    Uni<Void> begin(SqlConnection tx);

    /** Adds the books and wallets to be locked. */
    void need(Set<Integer> books, Set<Long> wallets);

    /** Reads what is known about them, behind the locks. */
    Uni<Void> read(SqlConnection tx);

    /** Decides all of them, posts and emits. */
    void decide(LockedBook locked, Instant now);

    /** The gas that this made final. */
    List<GasUsage.Charge> charges(LockedBook locked);

    /** Writes what is not in the book. */
    Uni<Void> write(SqlConnection tx);

    /** To be completed once the transaction is committed, or with its failure. */
    CompletableFuture<Void> done();
}
