package org.dcep.settlement.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LiquidityReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.SettlementBooked;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.Test;

/** What is added up from settlements in reserves comes back from the tables as it was. Nothing is committed. */
@QuarkusTest
@WithTestResource(value = DcepStack.class, initArgs = @ResourceArg(name = "DCEP_RECONCILIATION_PATIENCE", value = "3s"))
class ReconciliationStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final long CYCLE = 7_000_000_000L;
    private static final UUID SETTLEMENT = UUID.randomUUID();

    private final String payer = "payer-" + UUID.randomUUID().toString().substring(0, 8);
    private final String payee = "payee-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    ReconciliationStore store;

    @Inject
    Pool pool;

    @Test
    void keepsSettlementsInReservesApartFromThoseInCurrency() {
        Snapshot kept = keep(
                List.of(settled("RESERVES", SETTLEMENT, 60)),
                List.of(settled("CURRENCY", UUID.randomUUID(), 7)),
                List.of(new SettlementBooked(SETTLEMENT, payer, CYCLE, "RESERVES", 60, 0)),
                List.of(new SettlementBooked(UUID.randomUUID(), payer, CYCLE, "RESERVES", -4, 0)));
        assertThat(kept.central())
                .filteredOn(line -> line.operatorId().equals(payer))
                .containsExactly(new CentralLine(payer, 0, 0, -7, 0, 0, -60));
        assertThat(kept.books())
                .filteredOn(line -> line.operatorId().equals(payer))
                .extracting(BookLine::change)
                .containsExactly(new BookAmounts(0, 0, 0, 0, -56, 0, 56));
        assertThat(kept.settled())
                .filteredOn(line -> line.operatorId().equals(payee))
                .extracting(SettledLine::netFen)
                .containsExactly(67L);
        assertThat(kept.legs())
                .filteredOn(leg -> leg.causeId().equals(SETTLEMENT))
                .singleElement()
                .satisfies(leg -> {
                    assertThat(leg.operatorId()).isEqualTo(payee);
                    assertThat(leg.kind()).isEqualTo(Leg.Kind.RESERVES);
                    assertThat(leg.inTransitFen()).isEqualTo(60);
                });
    }

    @Test
    void addsUpTransfersOfLiquidityAndCountsHowOftenTheyWereTold() {
        UUID id = UUID.randomUUID();
        Snapshot kept = keep(
                List.of(new LiquidityPlaced(id, payer, 500), new LiquidityPlaced(UUID.randomUUID(), payer, 40)),
                List.of(new LiquidityReturned(id, payer, 30)),
                List.of(new LiquidityPlaced(id, payer, 500)));
        assertThat(kept.liquidity())
                .filteredOn(line -> line.operatorId().equals(payer))
                .containsExactly(new LiquidityLine(payer, 540, 30, 3, 4));
    }

    @Test
    void remembersWhenACycleWasFirstSaidToBeSettled() {
        Snapshot kept =
                keep(List.of(new CycleSettled(CYCLE), new CycleSettled(CYCLE)), List.of(new CycleSettled(CYCLE)));
        assertThat(kept.settledCycles()).containsEntry(CYCLE, NOW);
    }

    @Test
    void disputesAMarkerThatComesAgainWithOtherReserves() {
        Snapshot kept = keep(List.of(marker(5)), List.of(marker(5)));
        assertThat(markers(kept)).singleElement().satisfies(marker -> {
            assertThat(marker.disputed()).isFalse();
            assertThat(marker.balances()).isEqualTo(new BookAmounts(5, 0, 0, 0, 0, 0, 5));
        });
        assertThat(markers(keep(List.of(marker(5)), List.of(marker(6))))).allMatch(MarkerLine::disputed);
    }

    private List<MarkerLine> markers(Snapshot kept) {
        return kept.markers().stream()
                .filter(marker -> marker.operatorId().equals(payer))
                .toList();
    }

    private PaymentsSettled settled(String asset, UUID id, long fen) {
        return new PaymentsSettled(
                id, CYCLE, "HYBRID", asset, List.of(new PaymentsSettled.Movement(payer, payee, fen)));
    }

    private CycleMarked marker(long reserves) {
        CycleMarked.Balances balances = new CycleMarked.Balances(5, 0, 0, 0, 0, 0, reserves);
        return new CycleMarked(payer, CYCLE, 0, 0, 0, 0, "0000000000000000", balances);
    }

    /** Adds the batches one after another, a minute between them, and reads everything before it is rolled back. */
    @SafeVarargs
    private Snapshot keep(List<? extends Event>... batches) {
        AtomicReference<Snapshot> kept = new AtomicReference<>();
        pool.withTransaction(tx -> add(tx, List.of(batches))
                        .chain(() -> store.snapshot(tx))
                        .invoke(kept::set)
                        .chain(() -> tx.query("SELECT 1 / 0").execute()))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(kept.get()).isNotNull();
        return kept.get();
    }

    private Uni<Void> add(SqlConnection tx, List<List<? extends Event>> batches) {
        Uni<Void> added = Uni.createFrom().voidItem();
        for (int i = 0; i < batches.size(); i++) {
            Instant at = NOW.plusSeconds(60L * i);
            List<Event> sums = new ArrayList<>(batches.get(i));
            List<MarkerLine> markers = sums.stream()
                    .filter(CycleMarked.class::isInstance)
                    .map(event -> MarkerLine.of((CycleMarked) event, at))
                    .toList();
            sums.removeIf(CycleMarked.class::isInstance);
            added = added.chain(() -> store.add(tx, Increments.of(sums, at)));
            for (MarkerLine marker : markers) {
                added = added.chain(() -> store.add(tx, marker));
            }
        }
        return added;
    }
}
