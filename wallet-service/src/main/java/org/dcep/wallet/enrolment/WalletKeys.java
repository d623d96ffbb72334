package org.dcep.wallet.enrolment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of the wallets that paid lately, checked and ready to verify with; others are read from the registry. The
 * memory that they take is bounded, and wallets that do not exist are not remembered.
 *
 * <p>Another replica may have changed a key since: what decides is the key epoch under the account's lock. Whoever
 * finds another epoch there calls {@link #forget} and asks again.
 */
@ApplicationScoped
public class WalletKeys {
    private static final String READ = """
            select k.wallet, k.epoch, k.algorithm, k.public_key
            from account a join wallet_key k on k.wallet = a.id and k.epoch = a.key_epoch where a.id = any($1)""";

    private static final int MOST_AT_ONCE = 1_000;

    private final Pool pool;
    private final Cache<Long, WalletKey> inMemory;
    private final Map<Long, CompletableFuture<Optional<WalletKey>>> missing = new HashMap<>();
    private boolean reading;

    WalletKeys(
            Pool pool, MeterRegistry metrics, @ConfigProperty(name = "dcep.wallet.keys-in-memory") long mostInMemory) {
        this.pool = pool;
        this.inMemory = Caffeine.newBuilder()
                .maximumWeight(mostInMemory)
                .weigher((Long number, WalletKey key) -> weight(key))
                .build();
        metrics.gauge("dcep.wallet.keys.in.memory", inMemory, Cache::estimatedSize);
    }

    /** After some verifications an SM2 key has a table of its point's multiples, of 8 KiB; an Ed25519 key has none. */
    private static int weight(WalletKey key) {
        return switch (key.key().algorithm()) {
            case ED25519 -> 1;
            case SM2 -> 16;
        };
    }

    /** The wallet's key; empty if there is no such wallet. */
    public Uni<Optional<WalletKey>> of(long walletNumber) {
        WalletKey known = inMemory.getIfPresent(walletNumber);
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : Uni.createFrom().completionStage(awaited(walletNumber));
    }

    /**
     * Asks for one key among others: while one query is under way, the next one gathers. Wallets that pay for the first
     * time come by the thousand when a service has just started, and each alone would cost a query of its own.
     */
    private synchronized CompletableFuture<Optional<WalletKey>> awaited(long walletNumber) {
        CompletableFuture<Optional<WalletKey>> answer =
                missing.computeIfAbsent(walletNumber, number -> new CompletableFuture<>());
        if (!reading) {
            readMissing();
        }
        return answer;
    }

    private synchronized void readMissing() {
        reading = !missing.isEmpty();
        if (reading) {
            Map<Long, CompletableFuture<Optional<WalletKey>>> asked = new HashMap<>();
            missing.entrySet().stream().limit(MOST_AT_ONCE).forEach(one -> asked.put(one.getKey(), one.getValue()));
            missing.keySet().removeAll(asked.keySet());
            pool.getDelegate()
                    .preparedQuery(READ)
                    .execute(Tuple.of(asked.keySet().toArray(Long[]::new)))
                    .onComplete(rows -> {
                        readMissing();
                        answer(asked, rows);
                    });
        }
    }

    private void answer(Map<Long, CompletableFuture<Optional<WalletKey>>> asked, AsyncResult<RowSet<Row>> rows) {
        if (rows.failed()) {
            asked.values().forEach(answer -> answer.completeExceptionally(rows.cause()));
            return;
        }
        try {
            Map<Long, WalletKey> read = new HashMap<>();
            rows.result().forEach(row -> read.put(row.getLong(0), key(row)));
            inMemory.putAll(read);
            asked.forEach((number, answer) -> answer.complete(Optional.ofNullable(read.get(number))));
        } catch (RuntimeException e) {
            asked.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    /** Reads the wallet's key anew next time. */
    public void forget(long walletNumber) {
        inMemory.invalidate(walletNumber);
    }

    private static WalletKey key(Row row) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(row.getString(2)).orElseThrow();
        // The registry takes no key that was not checked.
        return new WalletKey(
                VerifyingKey.checkedBefore(algorithm, row.getBuffer(3).getBytes()), row.getInteger(1));
    }
}
