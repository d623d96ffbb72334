package org.dcep.wallet.policy;

import io.vertx.mutiny.sqlclient.Pool;

/** Makes the policies without a container. */
public final class PoliciesByHand {
    private PoliciesByHand() {}

    /** The policies that the database has now; later ones are not looked for. */
    public static Policies read(Pool pool) {
        Policies policies = new Policies(pool);
        policies.refresh().await().indefinitely();
        return policies;
    }
}
