package org.dcep.wallet.enrolment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Pool pool;
    private final Cache<Long, WalletKey> inMemory;

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
                : read(Set.of(walletNumber)).map(read -> Optional.ofNullable(read.get(walletNumber)));
    }

    /** The keys of many wallets, with at most one query; wallets that do not exist are absent. */
    public Uni<Map<Long, WalletKey>> of(Collection<Long> walletNumbers) {
        Map<Long, WalletKey> found = new HashMap<>();
        Set<Long> unknown = new LinkedHashSet<>();
        for (Long number : walletNumbers) {
            WalletKey known = inMemory.getIfPresent(number);
            if (known == null) {
                unknown.add(number);
            } else {
                found.put(number, known);
            }
        }
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        return read(unknown).map(read -> {
            found.putAll(read);
            return found;
        });
    }

    /** Reads the wallet's key anew next time. */
    public void forget(long walletNumber) {
        inMemory.invalidate(walletNumber);
    }

    private Uni<Map<Long, WalletKey>> read(Set<Long> walletNumbers) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(walletNumbers.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, WalletKey> read = new HashMap<>();
                    rows.forEach(row -> read.put(row.getLong(0), key(row)));
                    inMemory.putAll(read);
                    return read;
                });
    }

    private static WalletKey key(Row row) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(row.getString(2)).orElseThrow();
        return new WalletKey(VerifyingKey.of(algorithm, row.getBuffer(3).getBytes()), row.getInteger(1));
    }
}
