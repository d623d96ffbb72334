package org.dcep.auditor.audit;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.dcep.auditor.Settings;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.log.LogReader;
import org.dcep.auditor.log.Place;
import org.dcep.auditor.row.BookRows;
import org.dcep.auditor.row.RowSweep;
import org.dcep.auditor.state.AuditState;
import org.dcep.auditor.state.AuditStore;
import org.dcep.contracts.Topic;

/**
 * The auditor at work, on one thread: read, compute, judge, compare rows, store, tell. Whatever fails ends this run; the
 * next one begins where the store says.
 */
public final class AuditorLoop {
    private static final Logger LOG = Logger.getLogger(AuditorLoop.class.getName());
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_BEGINNINGS = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_HEADS = Duration.ofSeconds(30);
    private static final int PAGES_A_TURN = 5;

    /** Rows are not compared while the topics are further away than this: all of them would be ahead. */
    private static final Duration NEAR = Duration.ofSeconds(30);

    private final Settings settings;
    private final Clock clock;
    private final AtomicReference<AuditView> view = new AtomicReference<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private volatile boolean running = true;

    /** How far the auditor is. */
    public enum Phase {
        STARTING,
        /** Another process works on the same database. */
        STANDBY,
        WORKING,
        /** Something was away; it is tried again. */
        RETRYING
    }

    public AuditorLoop(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty before the first look. */
    public Optional<AuditView> view() {
        return Optional.ofNullable(view.get());
    }

    public Phase phase() {
        return phase.get();
    }

    public void stop() {
        running = false;
    }

    /** Works until {@link #stop}. */
    public void run() throws InterruptedException {
        while (running) {
            try (AuditStore store = AuditStore.open(settings.store())) {
                if (store.tryLock()) {
                    try (Work work = new Work(store)) {
                        phase.set(Phase.WORKING);
                        work.go();
                    }
                } else {
                    phase.set(Phase.STANDBY);
                    pause();
                }
            } catch (SQLException | KafkaException | org.flywaydb.core.api.FlywayException e) {
                phase.set(Phase.RETRYING);
                LOG.log(Level.WARNING, "the auditor tries again: {0}", e.toString());
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        synchronized (this) {
            wait(1_000);
        }
    }

    /** One run on one store. */
    private final class Work implements AutoCloseable {
        private final AuditStore store;
        private final AuditState state;
        private final LogReader registers;
        private final LogReader events;
        private final Optional<BookRows> rows;
        private final Audit audit;
        private final Optional<RowSweep> sweep;
        private boolean complete;
        private Instant lastOpened = Instant.EPOCH;
        private Instant lastJudged = Instant.EPOCH;
        private Instant lastBeginnings = Instant.EPOCH;
        private Instant readUpTo = Instant.EPOCH;
        private Instant lastStored;
        private Duration storing = Duration.ZERO;
        private final Pace pace;
        private String rowTrouble = "";

        Work(AuditStore store) throws SQLException {
            this.store = store;
            this.state = store.load();
            this.registers = new LogReader(settings.bootstrap(), Topics.names(Topics.REGISTERS), Set.of());
            this.events = new LogReader(settings.bootstrap(), Topics.names(Topics.EVENTS), Topics.names(Topics.HEADS));
            this.rows = settings.rows();
            this.audit = new Audit(
                    state,
                    new Audit.Trust(
                            settings.network(),
                            settings.centralBank(),
                            settings.notary(),
                            this::readRegisters,
                            this::feeOf),
                    new SecondReading(settings.bootstrap(), state.progress(), rows),
                    this::found);
            this.sweep = rows.map(open -> new RowSweep(open, state.wallets(), audit::sceneOf, this::found));
            this.lastStored = clock.instant();
            this.pace = new Pace(clock.instant(), audit.events());
        }

        private OptionalLong feeOf(UUID payment) {
            if (rows.isEmpty()) {
                return OptionalLong.empty();
            }
            try {
                BookRows.PaymentRow row = rows.get().payments(List.of(payment)).get(payment);
                return row == null ? OptionalLong.empty() : OptionalLong.of(row.gasFeeFen());
            } catch (SQLException | IllegalStateException e) {
                LOG.log(Level.WARNING, "the row of a payment cannot be read: {0}", e.getMessage());
                return OptionalLong.empty();
            }
        }

        private void found(Discrepancy discrepancy) {
            if (state.findings().add(discrepancy, clock.instant())) {
                LOG.log(Level.SEVERE, "{0}: expected {1}, found {2} ({3})", new Object[] {
                    discrepancy.law().text(), discrepancy.expected(), discrepancy.found(), discrepancy.key()
                });
            }
        }

        void go() throws SQLException {
            while (running) {
                openTopics();
                lookAtRegisters(Duration.ZERO);
                LogReader.Look look = events.look(LOOK);
                look.cuts().forEach(audit::cut);
                for (ConsumerRecord<byte[], byte[]> message : look.records()) {
                    audit.take(message, Topics.named(message.topic()));
                }
                judge();
                sweep();
                storeIfDue();
            }
            store.store(state);
        }

        /** Topics are made by others: those that must be there are waited for, the notary's are looked for. */
        private void openTopics() {
            Instant now = clock.instant();
            boolean settled = complete && Topics.names(Topics.HEADS).stream().allMatch(events::reads);
            Duration distance = complete ? LOOK_FOR_HEADS : LOOK_FOR_TOPICS;
            if (settled || lastOpened.plus(distance).isAfter(now)) {
                return;
            }
            lastOpened = now;
            if (registers.open(state.progress())) {
                readRegisters();
                complete = events.open(state.progress());
                audit.headsAreSealed(events.reads(Topic.LOG_HEAD_SEALED.topicName()));
            }
        }

        /** Operators and policies come first: nothing can be judged without them. */
        private void readRegisters() {
            do {
                lookAtRegisters(LOOK);
            } while (!registers.isRead());
        }

        private void lookAtRegisters(Duration patience) {
            LogReader.Look look = registers.look(patience);
            look.cuts().forEach(audit::cut);
            look.records().forEach(message -> audit.take(message, Topics.named(message.topic())));
        }

        private void judge() {
            Instant now = clock.instant();
            if (lastJudged.plusMillis(500).isAfter(now)) {
                return;
            }
            lastJudged = now;
            if (complete) {
                readUpTo = events.readUpTo(now);
                audit.judge(readUpTo);
                lookAtBeginnings(now);
            }
            pace.measure(now, audit.events());
            view.set(AuditView.of(state, audit, figures(now)));
        }

        private AuditView.Figures figures(Instant now) {
            return new AuditView.Figures(
                    now,
                    readUpTo,
                    events.lag(),
                    pace.eventsPerSecond(),
                    sweep.map(RowSweep::sweeps).orElse(0L),
                    sweep.map(RowSweep::finishedAt).orElse(Instant.EPOCH),
                    rowTrouble);
        }

        /** What is gone from the front of a log can be proved to nobody any more. */
        private void lookAtBeginnings(Instant now) {
            if (!settings.logsExpire()
                    && lastBeginnings.plus(LOOK_AT_BEGINNINGS).isBefore(now)) {
                lastBeginnings = now;
                events.beginnings().forEach((partition, first) -> {
                    if (first > 0) {
                        Place place = new Place(partition.topic(), partition.partition(), 0);
                        found(new Discrepancy.LogCut(Scene.NOWHERE.at(place), 0, first));
                    }
                });
            }
        }

        private void sweep() {
            if (sweep.isEmpty() || readUpTo.plus(NEAR).isBefore(clock.instant())) {
                return;
            }
            RowSweep rowSweep = sweep.get();
            Instant now = clock.instant();
            // A twentieth of the time at most, and not before the last one is ten seconds old.
            Duration distance = settings.intervals().sweepEvery();
            Duration fair = rowSweep.took().multipliedBy(20);
            Instant due = rowSweep.finishedAt().plus(fair.compareTo(distance) > 0 ? fair : distance);
            try {
                if (!rowSweep.isUnderWay() && due.isBefore(now)) {
                    rowSweep.begin(now);
                }
                for (int page = 0; page < PAGES_A_TURN && rowSweep.isUnderWay(); page++) {
                    rowSweep.step(clock.instant(), readUpTo, Audit.PATIENCE);
                }
                rowTrouble = "";
            } catch (SQLException | IllegalStateException e) {
                if (rowTrouble.isEmpty()) {
                    LOG.log(Level.WARNING, "the rows of the wallet book cannot be read: {0}", e.getMessage());
                }
                rowTrouble = e.getMessage();
                rowSweep.giveUp(now);
            }
        }

        /** A tenth of the time at most, unless there is something to tell. */
        private void storeIfDue() throws SQLException {
            Instant now = clock.instant();
            Duration fair = storing.multipliedBy(10);
            Duration distance = settings.intervals().storeEvery();
            Instant due = lastStored.plus(fair.compareTo(distance) > 0 ? fair : distance);
            if (due.isBefore(now) || !state.findings().unstored().isEmpty()) {
                store.store(state);
                lastStored = clock.instant();
                storing = Duration.between(now, lastStored);
            }
        }

        @Override
        public void close() {
            registers.close();
            events.close();
            rows.ifPresent(BookRows::close);
        }
    }
}
