package org.dcep.wallet.policy;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dcep.contracts.PolicyJson;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.web.Problem;

/**
 * The policies in force, from memory. Of the versions whose date has come the highest counts. What any replica stored
 * is here within {@code dcep.policy.refresh-every}.
 */
@ApplicationScoped
public class Policies {
    private static final String READ_NEW = """
            select kind, version, effective_from, document from policy_version
            where (kind = 'GAS' and version > $1) or (kind = 'WALLET_CLASSES' and version > $2)""";

    private final Pool pool;
    private volatile NavigableMap<Integer, InForce<GasPolicy>> gas = new TreeMap<>();
    private volatile NavigableMap<Integer, InForce<WalletClassPolicy>> walletClasses = new TreeMap<>();

    Policies(Pool pool) {
        this.pool = pool;
    }

    /** The prices in force at {@code at}; fails like {@link #gasInForceAt}. */
    public GasPolicy gasAt(Instant at) {
        return gasInForceAt(at).policy();
    }

    /**
     * The prices in force at {@code at}, with their version.
     *
     * @throws org.dcep.web.ProblemException 503 NOT_READY while the central bank's first policy has not arrived
     */
    public InForce<GasPolicy> gasInForceAt(Instant at) {
        return inForce(gas, at);
    }

    /**
     * The limits in force at {@code at}.
     *
     * @throws org.dcep.web.ProblemException 503 NOT_READY while the central bank's first policy has not arrived
     */
    public WalletClassPolicy walletClassesAt(Instant at) {
        return inForce(walletClasses, at).policy();
    }

    /** Reads what is new; a version never changes, so what is known need not be read again. */
    @Scheduled(every = "${dcep.policy.refresh-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(READ_NEW)
                        .execute(Tuple.of(missingFrom(gas), missingFrom(walletClasses)))
                        .invoke(this::learn)
                        .replaceWithVoid());
    }

    private synchronized void learn(RowSet<Row> rows) {
        NavigableMap<Integer, InForce<GasPolicy>> newGas = new TreeMap<>(gas);
        NavigableMap<Integer, InForce<WalletClassPolicy>> newWalletClasses = new TreeMap<>(walletClasses);
        for (Row row : rows) {
            int version = row.getInteger(1);
            Instant effectiveFrom = row.getOffsetDateTime(2).toInstant();
            switch (PolicyKind.valueOf(row.getString(0))) {
                case GAS ->
                    newGas.put(version, new InForce<>(version, effectiveFrom, PolicyJson.readGas(row.getString(3))));
                case WALLET_CLASSES ->
                    newWalletClasses.put(
                            version,
                            new InForce<>(version, effectiveFrom, PolicyJson.readWalletClasses(row.getString(3))));
            }
        }
        gas = newGas;
        walletClasses = newWalletClasses;
    }

    /** The last version of an unbroken row 1, 2, 3, ...: versions may arrive out of order. */
    static <P> int missingFrom(NavigableMap<Integer, InForce<P>> known) {
        int version = 0;
        while (known.containsKey(version + 1)) {
            version++;
        }
        return version;
    }

    static <P> InForce<P> inForce(NavigableMap<Integer, InForce<P>> versions, Instant at) {
        for (InForce<P> version : versions.descendingMap().values()) {
            if (!version.effectiveFrom().isAfter(at)) {
                return version;
            }
        }
        throw Problem.of("NOT_READY", 503, "The service is not ready for this request")
                .withDetail("No policy of the central bank is in force yet")
                .retryAfterSeconds(1)
                .asException();
    }
}
