package org.dcep.auditor.audit;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dcep.auditor.book.CycleLine;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.LogStretch;
import org.dcep.auditor.log.Origin;
import org.dcep.auditor.log.Place;
import org.dcep.auditor.log.Progress;
import org.dcep.auditor.row.BookRows;
import org.dcep.auditor.row.BookRows.PaymentRow;
import org.dcep.auditor.state.AuditState.LineKey;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.Event;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.Topic;

/**
 * Names the events of a cycle that do not add up. Sums find that something is wrong and forget what they were made of;
 * so the stretch of the logs is read once more, every id is looked for twice, and committed payments are compared with
 * the book's rows. A cycle of very many events is read several times, a part of its ids each time.
 */
final class SecondReading implements CycleAudit.Naming {
    private static final Logger LOG = Logger.getLogger(SecondReading.class.getName());
    private static final int IDS_A_PASS = 500_000;
    private static final int IDS_A_QUESTION = 5_000;

    /** More named payments of one kind than this help nobody. */
    private static final int MOST_NAMED_OF_A_KIND = 1_000;

    private final String bootstrap;
    private final Progress progress;
    private final Optional<BookRows> rows;

    SecondReading(String bootstrap, Progress progress, Optional<BookRows> rows) {
        this.bootstrap = bootstrap;
        this.progress = progress;
        this.rows = rows;
    }

    /** An event and where it was told first. */
    private record Told(BookEvent event, Place place) {}

    private record Key(Topic topic, UUID id) {}

    @Override
    public List<Discrepancy> of(LineKey book, CycleLine line) {
        Named found = new Named();
        long passes = 1 + line.events() / IDS_A_PASS;
        for (long part = 0; part < passes; part++) {
            Pass pass = new Pass(book, part, passes, found);
            line.firstOffsets().forEach(pass::read);
            pass.compareWithRows();
        }
        return found.all;
    }

    /** What was found, of each kind no more than helps. */
    private static final class Named {
        private final List<Discrepancy> all = new ArrayList<>();
        private final Map<Class<?>, Integer> counts = new HashMap<>();

        void add(Discrepancy discrepancy) {
            if (counts.merge(discrepancy.getClass(), 1, Integer::sum) <= MOST_NAMED_OF_A_KIND) {
                all.add(discrepancy);
            }
        }
    }

    /** One reading, which looks at the ids of its part. */
    private final class Pass {
        private final LineKey book;
        private final long part;
        private final long parts;
        private final Named found;
        private final Map<Key, Told> told = new HashMap<>();

        Pass(LineKey book, long part, long parts, Named found) {
            this.book = book;
            this.part = part;
            this.parts = parts;
            this.found = found;
        }

        /** Reads one partition again, from the cycle's first record to where the first reading is. */
        void read(String where, long first) {
            int slash = where.lastIndexOf('/');
            TopicPartition partition =
                    new TopicPartition(where.substring(0, slash), Integer.parseInt(where.substring(slash + 1)));
            Map<UUID, Origin> newest = new HashMap<>();
            LogStretch stretch =
                    new LogStretch(partition, first, progress.of(partition).next());
            stretch.read(bootstrap, message -> {
                Optional<Origin> origin = Origin.of(message.headers());
                Origin before = origin.map(sent -> newest.get(sent.source())).orElse(null);
                if (origin.isPresent() && (before == null || origin.get().isAfter(before))) {
                    newest.put(origin.get().source(), origin.get());
                    takeAll(message);
                }
            });
        }

        private boolean isOfPart(UUID id) {
            return Math.floorMod(id.hashCode(), parts) == part;
        }

        private void takeAll(ConsumerRecord<byte[], byte[]> message) {
            Topic topic = Topics.named(message.topic());
            Place place = new Place(message.topic(), message.partition(), message.offset());
            try {
                for (Event event : EventRecords.read(topic, message.value())) {
                    if (event instanceof BookEvent change
                            && change.cycleId() == book.cycleId()
                            && change.operatorId().equals(book.operatorId())
                            && isOfPart(EventIds.of(change))) {
                        take(change, new Key(topic, EventIds.of(change)), place);
                    }
                }
            } catch (IOException e) {
                LOG.log(Level.FINE, "not an event, as was told at the first reading: {0}", place.text());
            }
        }

        private void take(BookEvent change, Key key, Place place) {
            Told first = told.putIfAbsent(key, new Told(change, place));
            if (first != null) {
                found.add(new Discrepancy.EventDoubled(scene(change).at(place), first.place()));
            }
        }

        void compareWithRows() {
            if (rows.isEmpty()) {
                return;
            }
            try {
                compareEvents(rows.get());
                findMissing(rows.get());
            } catch (SQLException | IllegalStateException e) {
                LOG.log(Level.WARNING, "the rows of cycle {0} could not be read: {1}", new Object[] {
                    book.cycleId(), e.getMessage()
                });
            }
        }

        private void compareEvents(BookRows book) throws SQLException {
            List<UUID> ids = told.keySet().stream()
                    .filter(key -> key.topic() == Topic.PAYMENT_COMMITTED)
                    .map(Key::id)
                    .toList();
            for (int from = 0; from < ids.size(); from += IDS_A_QUESTION) {
                List<UUID> some = ids.subList(from, Math.min(ids.size(), from + IDS_A_QUESTION));
                Map<UUID, PaymentRow> known = book.payments(some);
                for (UUID id : some) {
                    Told event = told.get(new Key(Topic.PAYMENT_COMMITTED, id));
                    compare((PaymentCommitted) event.event(), event.place(), known.get(id))
                            .ifPresent(found::add);
                }
            }
        }

        private void findMissing(BookRows rows) throws SQLException {
            for (PaymentRow row : rows.committed(book.operatorId(), book.cycleId())) {
                if (isOfPart(row.id()) && !told.containsKey(new Key(Topic.PAYMENT_COMMITTED, row.id()))) {
                    Scene scene =
                            Scene.ofBook(book.operatorId()).wallet(row.payer()).cause(row.id());
                    found.add(new Discrepancy.EventMissing(scene.cycle(book.cycleId()), row.amountFen()));
                }
            }
        }
    }

    private static Scene scene(BookEvent change) {
        Scene scene = Scene.ofBook(change.operatorId()).cycle(change.cycleId()).cause(EventIds.of(change));
        return EventIds.account(change).map(scene::account).orElse(scene);
    }

    private static Optional<Discrepancy> compare(PaymentCommitted event, Place place, PaymentRow row) {
        Scene scene = scene(event).at(place);
        if (row == null) {
            return Optional.of(new Discrepancy.EventInvented(scene, event.amountFen()));
        }
        String told = figures(event.amountFen(), event.gasFeeFen(), event.cycleId());
        String kept = figures(row.amountFen(), row.gasFeeFen(), row.cycleId());
        return told.equals(kept)
                ? Optional.empty()
                : Optional.of(new Discrepancy.EventDiffersFromRow(scene, kept, told));
    }

    private static String figures(long amountFen, long gasFeeFen, long cycleId) {
        return amountFen + " fen, gas " + gasFeeFen + " fen, cycle " + cycleId;
    }
}
