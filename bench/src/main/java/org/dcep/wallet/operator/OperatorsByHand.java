package org.dcep.wallet.operator;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Makes the operators without a container. */
public final class OperatorsByHand {
    private OperatorsByHand() {}

    /** The operators that the database has now; later ones are found when a payment names them. */
    public static Operators read(Pool pool) {
        Operators operators = new Operators(pool, Duration.ZERO);
        operators.refresh().await().indefinitely();
        return operators;
    }
}
