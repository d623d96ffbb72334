package org.dcep.wallet.vault;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.wallet.vault.CoinStore.Rejection;
import org.jboss.logging.Logger;

/**
 * Exchanges coins in an operator's file after settlement or redemption: some are void, others take their place.
 * Balances do not change here; they change when settlement's result is booked. With a forged coin nothing is exchanged.
 */
@ApplicationScoped
class CurrencyRegisteredConsumer implements EventBatchConsumer<CurrencyRegistered> {
    private static final Logger LOG = Logger.getLogger(CurrencyRegisteredConsumer.class);
    private static final int MAX_BATCH = 50;

    private final CoinInspector inspector;
    private final CoinStore coins;
    private final VaultBooks books;
    private final Clock clock;

    CurrencyRegisteredConsumer(CoinInspector inspector, CoinStore coins, VaultBooks books, Clock clock) {
        this.inspector = inspector;
        this.coins = coins;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.CURRENCY_REGISTERED;
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<CurrencyRegistered> events) {
        List<String> owners =
                events.stream().map(CurrencyRegistered::operatorId).toList();
        return inspector
                .aside(() -> inspected(events))
                .chain(inspections -> books.lock(tx, owners)
                        .chain(locked -> Multi.createFrom()
                                .iterable(events)
                                .onItem()
                                .call(event ->
                                        register(tx, event, inspections.get(event), locked.number(event.operatorId())))
                                .collect()
                                .last()
                                .replaceWithVoid()));
    }

    private Map<CurrencyRegistered, Inspection> inspected(List<CurrencyRegistered> events) {
        Map<CurrencyRegistered, Inspection> inspections = new HashMap<>();
        for (CurrencyRegistered event : events) {
            inspections.put(event, inspector.inspect(event.coins(), event.operatorId(), OptionalLong.empty()));
        }
        return inspections;
    }

    private Uni<Void> register(SqlConnection tx, CurrencyRegistered event, Inspection inspection, int number) {
        if (inspection.flaw().isPresent()) {
            return reject(tx, event, inspection);
        }
        return coins.retire(tx, number, event.causeId(), event.retired())
                .chain(() -> coins.insert(tx, number, event.causeId(), inspection.coins()));
    }

    private Uni<Void> reject(SqlConnection tx, CurrencyRegistered event, Inspection inspection) {
        LOG.errorf(
                "registration %s of coins to %s is put aside: %s",
                event.causeId(), event.operatorId(), inspection.flaw().orElseThrow());
        Rejection rejection = new Rejection(
                "REGISTERED", event.causeId(), event.operatorId(), event.coins().size(), inspection, event);
        return coins.reject(tx, rejection, clock.instant());
    }
}
