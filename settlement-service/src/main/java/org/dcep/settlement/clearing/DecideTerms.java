package org.dcep.settlement.clearing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.kernel.OperatorId;
import org.dcep.outbox.Outbox;
import org.dcep.settlement.clock.BusinessTime;

/** Takes over what an operator decides about its settlement account. In force at once. */
@ApplicationScoped
public class DecideTerms {
    private final Pool pool;
    private final ClearingDesk desk;
    private final Outbox outbox;
    private final BusinessTime time;

    DecideTerms(Pool pool, ClearingDesk desk, Outbox outbox, BusinessTime time) {
        this.pool = pool;
        this.desk = desk;
        this.outbox = outbox;
        this.time = time;
    }

    /** The same terms again set reserves aside anew and change nothing else. */
    public Uni<Void> decide(OperatorId operator, OwnTerms terms) {
        return pool.withTransaction(tx -> desk.run(tx, books -> books.decide(operator, terms, time.now())))
                .invoke(outbox::wake);
    }
}
