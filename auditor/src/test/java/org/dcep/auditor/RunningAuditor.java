package org.dcep.auditor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.audit.AuditorLoop;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.TestServers;
import org.dcep.testkit.Tokens;

/** An auditor at work in this JVM, on a real topic, a real book and a store of its own. */
final class RunningAuditor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Ten times as much as really does. */
    private static final Duration PASSES_MEANWHILE = LOOK_EVERY.multipliedBy(10);

    private final PlayedTime time;
    private final AuditorLoop loop;
    private final Thread thread;
    private volatile Throwable failure;

    RunningAuditor(Settings settings, PlayedTime time) {
        this.time = time;
        loop = new AuditorLoop(settings, time);
        thread = new Thread(this::work, "auditor-under-test");
        thread.start();
    }

    private void work() {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** As an operator would configure it, with a role for the book that may only read. */
    static Settings settings(TestDatabase store, TestDatabase book) {
        TestDatabase reader = TestServers.readerOf(book);
        return new Settings(
                DcepStack.NETWORK,
                TestServers.kafka(),
                TestMint.CENTRAL_BANK.verifyingKey(),
                List.of(TestNotary.KEY.verifyingKey()),
                new Settings.Database(store.jdbcUrl(), store.user(), store.password()),
                Optional.of(new Settings.Database(reader.jdbcUrl(), reader.user(), reader.password())),
                new Settings.Intervals(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                false,
                new Settings.Server("127.0.0.1", 0, TestServers.tokenPublicKeyLocation(), Tokens.ISSUER));
    }

    AuditorLoop loop() {
        return loop;
    }

    /** Waits for a view that is {@code wanted}. */
    AuditView await(String what, Predicate<AuditView> wanted) {
        AtomicReference<AuditView> found = new AtomicReference<>();
        until(what, () -> {
            loop.view().filter(wanted).ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    /** What it does once it has started. */
    AuditorLoop.Phase awaitStart() {
        until("start", () -> loop.phase() != AuditorLoop.Phase.STARTING);
        return loop.phase();
    }

    /** Lets time pass until something is so. */
    private void until(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (failure != null) {
                throw new AssertionError("the auditor ended", failure);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + PATIENCE.toSeconds() + " s: " + loop.view());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            time.pass(PASSES_MEANWHILE);
        }
    }

    /** Waits for a discrepancy of this kind. */
    Finding awaitFinding(String kind) {
        return awaitFinding(kind, finding -> true);
    }

    Finding awaitFinding(String kind, Predicate<Finding> wanted) {
        AuditView view = await(kind, seen -> !of(seen, kind, wanted).isEmpty());
        return of(view, kind, wanted).get(0);
    }

    private static List<Finding> of(AuditView view, String kind, Predicate<Finding> wanted) {
        return view.discrepancies().stream()
                .filter(finding -> finding.kind().equals(kind) && wanted.test(finding))
                .toList();
    }

    /** Waits until every book was compared with its marker of {@code cycle}, and all rows once more after that. */
    AuditView awaitCompared(long cycle) {
        AuditView compared = await(
                "comparison of cycle " + cycle,
                view -> view.books().size() == 2
                        && view.books().stream().allMatch(book -> book.comparedCycle() >= cycle));
        long sweeps = compared.rows().sweeps();
        return await("sweep", view -> view.rows().sweeps() >= sweeps + 2);
    }

    /** Ends without storing, as a kill would, if the store was not due. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
