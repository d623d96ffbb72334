package org.dcep.wallet.vault;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.Topic;
import org.dcep.contracts.VaultStocked;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.vault.CoinStore.Rejection;
import org.jboss.logging.Logger;

/**
 * Books issued currency into the vault: ISSUED to VAULT, once per issuance and only if every coin is genuine. An
 * issuance with a forged coin is put aside as a whole; the others go on.
 */
@ApplicationScoped
class CurrencyIssuedConsumer implements EventBatchConsumer<CurrencyIssued> {
    private static final Logger LOG = Logger.getLogger(CurrencyIssuedConsumer.class);
    private static final int MAX_BATCH = 50;

    private static final String KNOWN = "select issuance_id from stocked_issuance where issuance_id = any($1)";
    private static final String STOCKED = """
            insert into stocked_issuance (issuance_id, operator_number, amount_fen, coin_count, at)
            values ($1, $2, $3, $4, $5)""";

    private final CoinInspector inspector;
    private final CoinStore coins;
    private final VaultBooks books;
    private final Outbox outbox;
    private final Clock clock;

    CurrencyIssuedConsumer(CoinInspector inspector, CoinStore coins, VaultBooks books, Outbox outbox, Clock clock) {
        this.inspector = inspector;
        this.coins = coins;
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.CURRENCY_ISSUED;
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    /** What a batch must know before it decides; issuances and serials grow while it does. */
    private record Known(Set<UUID> issuances, Set<UUID> serials) {}

    @Override
    public Uni<Void> apply(SqlConnection tx, List<CurrencyIssued> events) {
        List<String> owners = events.stream().map(CurrencyIssued::operatorId).toList();
        return inspector
                .aside(() -> inspected(events))
                .chain(inspections -> books.lock(tx, owners)
                        .chain(locked -> known(tx, events, inspections)
                                .chain(known -> book(tx, events, inspections, locked, known))
                                .chain(() -> books.record(tx, locked))));
    }

    @Override
    public void committed(List<CurrencyIssued> events) {
        outbox.wake();
    }

    private Map<CurrencyIssued, Inspection> inspected(List<CurrencyIssued> events) {
        Map<CurrencyIssued, Inspection> inspections = new HashMap<>();
        for (CurrencyIssued event : events) {
            inspections.put(event, inspect(event));
        }
        return inspections;
    }

    private Inspection inspect(CurrencyIssued event) {
        boolean amountFits = event.amountFen() >= 1 && event.amountFen() <= Money.MAX_FEN;
        return amountFits
                ? inspector.inspect(event.coins(), event.operatorId(), OptionalLong.of(event.amountFen()))
                : Inspection.failed(CoinFlaw.WRONG_SUM, null);
    }

    private Uni<Known> known(
            SqlConnection tx, List<CurrencyIssued> events, Map<CurrencyIssued, Inspection> inspections) {
        UUID[] issuances = events.stream().map(CurrencyIssued::issuanceId).toArray(UUID[]::new);
        List<UUID> serials = inspections.values().stream()
                .flatMap(inspection -> inspection.coins().stream())
                .map(signed -> signed.coin().serial())
                .toList();
        return tx.preparedQuery(KNOWN).execute(Tuple.of(issuances)).chain(rows -> {
            Set<UUID> stocked = new HashSet<>();
            rows.forEach(row -> stocked.add(row.getUUID(0)));
            return coins.known(tx, serials).map(found -> new Known(stocked, new HashSet<>(found)));
        });
    }

    private Uni<Void> book(
            SqlConnection tx,
            List<CurrencyIssued> events,
            Map<CurrencyIssued, Inspection> inspections,
            VaultBooks.Locked locked,
            Known known) {
        List<Uni<Void>> writes = new ArrayList<>();
        for (CurrencyIssued event : events) {
            if (known.issuances().contains(event.issuanceId())) {
                continue;
            }
            Inspection inspection = withoutReuse(inspections.get(event), known.serials());
            if (inspection.flaw().isPresent()) {
                writes.add(reject(tx, event, inspection));
            } else {
                known.issuances().add(event.issuanceId());
                inspection
                        .coins()
                        .forEach(signed -> known.serials().add(signed.coin().serial()));
                writes.add(stock(tx, event, inspection, locked));
            }
        }
        return Multi.createBy()
                .concatenating()
                .streams(writes.stream().map(Uni::toMulti).toList())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Inspection withoutReuse(Inspection inspection, Set<UUID> knownSerials) {
        return inspection.coins().stream()
                .map(signed -> signed.coin().serial())
                .filter(knownSerials::contains)
                .findFirst()
                .map(serial -> Inspection.failed(CoinFlaw.SERIAL_REUSED, serial))
                .orElse(inspection);
    }

    private Uni<Void> reject(SqlConnection tx, CurrencyIssued event, Inspection inspection) {
        LOG.errorf(
                "issuance %s to %s is put aside, nothing was booked: %s, coin %s",
                event.issuanceId(),
                event.operatorId(),
                inspection.flaw().orElseThrow(),
                inspection.serial().map(UUID::toString).orElse("-"));
        Rejection rejection = new Rejection(
                "ISSUED", event.issuanceId(), event.operatorId(), event.coins().size(), inspection, event);
        return coins.reject(tx, rejection, clock.instant());
    }

    /** Posts at once, in memory; the rows of the coins are written when the result is subscribed to. */
    private Uni<Void> stock(SqlConnection tx, CurrencyIssued event, Inspection inspection, VaultBooks.Locked locked) {
        int number = locked.number(event.operatorId());
        var now = clock.instant();
        Posting issue = new Posting(
                AccountId.of(AccountKind.ISSUED, number),
                AccountId.of(AccountKind.VAULT, number),
                new Money(event.amountFen()),
                Purpose.ISSUE);
        locked.book().post(new JournalEntry(event.issuanceId(), now, JournalEntry.Parties.NONE, List.of(issue)));
        long cycleId = locked.book().cycle(number).cycleId();
        locked.book()
                .emit(new VaultStocked(event.issuanceId(), event.operatorId(), cycleId, event.amountFen()), number);
        Tuple row = Tuple.of(
                event.issuanceId(),
                number,
                event.amountFen(),
                inspection.coins().size(),
                now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(STOCKED)
                .execute(row)
                .chain(() -> coins.insert(tx, number, event.issuanceId(), inspection.coins()));
    }
}
