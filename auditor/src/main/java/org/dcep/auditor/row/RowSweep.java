package org.dcep.auditor.row;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.dcep.auditor.book.Wallets;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.finding.Scene;
import org.dcep.auditor.gas.FeeRules;
import org.dcep.auditor.row.BookRows.AccountRow;
import org.dcep.auditor.row.BookRows.OrphanRow;
import org.dcep.auditor.row.BookRows.StatementRow;
import org.dcep.auditor.row.BookRows.Stretch;

/**
 * Goes through the wallet book's rows, page by page, while payments go on. What makes that possible without a common
 * snapshot: a row counts its changes, and so do the events. Where both have had the same number, every figure must be
 * the same; where the row is ahead, its events are on their way; where it is behind, it was read too early, and is read
 * again.
 *
 * <p>Of each statement the lines that are new are read; in a book of up to {@link #LINES_A_SWEEP} lines all of them,
 * in a larger one those of every n-th page as well, so that nothing stays unread for ever.
 */
public final class RowSweep {
    /** How many wallets a step takes. */
    static final int PAGE = 2_000;

    static final long LINES_A_SWEEP = 1_000_000;

    private static final int MOST_AHEAD = 100_000;

    private final BookRows rows;
    private final Wallets wallets;
    private final Naming scenes;
    private final Consumer<Discrepancy> findings;
    private final Map<Long, Ahead> ahead = new LinkedHashMap<>();
    private final Map<Long, Instant> behind = new HashMap<>();
    private final Map<Long, Long> differing = new HashMap<>();
    private final Set<Line> missed = new HashSet<>();
    private BitSet seen = new BitSet();
    private long after;
    private int page;
    private long sweeps;
    private long turns = 1;
    private boolean underWay;
    private Instant finishedAt = Instant.EPOCH;
    private Duration took = Duration.ZERO;
    private Instant began = Instant.EPOCH;

    /** A row that has had more changes than events have told, and when that was seen. */
    private record Ahead(long changes, Instant since) {}

    /** A line of a statement. */
    private record Line(long number, long line) {}

    /** Names the book of a wallet. */
    @FunctionalInterface
    public interface Naming {
        Scene of(long wallet);
    }

    public RowSweep(BookRows rows, Wallets wallets, Naming scenes, Consumer<Discrepancy> findings) {
        this.rows = rows;
        this.wallets = wallets;
        this.scenes = scenes;
        this.findings = findings;
    }

    /** Begins anew unless a sweep is under way. */
    public void begin(Instant now) throws SQLException {
        if (!underWay) {
            rows.open();
            underWay = true;
            after = 0;
            page = 0;
            seen = new BitSet(wallets.size());
            turns = 1 + rows.lines() / LINES_A_SWEEP;
            began = now;
        }
    }

    /** The rows cannot be read: the next sweep begins anew, some time after {@code now}. */
    public void giveUp(Instant now) {
        underWay = false;
        finishedAt = now;
        took = Duration.ZERO;
    }

    public boolean isUnderWay() {
        return underWay;
    }

    /** When the last complete sweep ended; the epoch before the first. */
    public Instant finishedAt() {
        return finishedAt;
    }

    /** How long the last complete sweep took. */
    public Duration took() {
        return took;
    }

    /** How many sweeps are complete. */
    public long sweeps() {
        return sweeps;
    }

    /**
     * Compares one page.
     *
     * @param now the time; a row that is ahead now must have been told by then
     * @param readUpTo everything that was sent before has been read from the topics
     */
    public void step(Instant now, Instant readUpTo, Duration patience) throws SQLException {
        List<AccountRow> found = rows.accounts(after, PAGE);
        List<Stretch> statements = new ArrayList<>();
        List<Long> older = new ArrayList<>();
        for (AccountRow row : found) {
            compare(row, now, statements, older);
        }
        again(older, now, patience);
        readStatements(statements);
        page++;
        if (found.size() < PAGE) {
            finish(now, readUpTo, patience);
        } else {
            after = found.get(found.size() - 1).number();
        }
    }

    private void compare(AccountRow row, Instant now, List<Stretch> statements, List<Long> older) {
        int slot = wallets.find(row.number());
        if (slot >= 0) {
            seen.set(slot);
        }
        long told = slot < 0 ? 0 : wallets.changes(slot);
        if (row.changes() > told) {
            if (ahead.size() < MOST_AHEAD) {
                ahead.putIfAbsent(row.number(), new Ahead(row.changes(), now));
            }
        } else if (row.changes() < told) {
            older.add(row.number());
        } else if (slot >= 0) {
            behind.remove(row.number());
            if (agrees(row, slot)) {
                long from = page % turns == sweeps % turns ? 0 : wallets.checked(slot);
                if (from < told) {
                    statements.add(new Stretch(row.number(), from, told));
                }
            }
        } else if (row.availableFen() != 0 || row.heldFen() != 0) {
            differs(row.number(), "availableFen + heldFen", 0, row.availableFen() + row.heldFen());
        }
    }

    /**
     * The events that were read are among the row's changes, so as many are the same. Not for certain on a standby, which
     * may not have all of them yet: what differs is told when it differs in the next sweep too.
     */
    private boolean agrees(AccountRow row, int slot) {
        long rest = wallets.gasRestMicroFen(slot) + wallets.forgivenFen(slot) * FeeRules.MICRO_FEN;
        boolean sameRest = wallets.pending(slot) != 0 || rest == row.gasRestMicroFen();
        if (sameRest && wallets.availableFen(slot) == row.availableFen() && wallets.heldFen(slot) == row.heldFen()) {
            differing.remove(row.number());
            return true;
        }
        Long before = differing.put(row.number(), sweeps);
        if (before != null && before < sweeps) {
            compare(row.number(), "availableFen", wallets.availableFen(slot), row.availableFen());
            compare(row.number(), "heldFen", wallets.heldFen(slot), row.heldFen());
            if (!sameRest) {
                differs(row.number(), "gasRestMicroFen", rest, row.gasRestMicroFen());
            }
        }
        return false;
    }

    private void compare(long number, String figure, long expected, long found) {
        if (expected != found) {
            differs(number, figure, expected, found);
        }
    }

    private void differs(long number, String figure, long expected, long found) {
        findings.accept(new Discrepancy.BalanceDiffers(lastCause(number), figure, expected, found));
    }

    /** Beside the account, the last thing that its statement knows of. */
    private Scene lastCause(long number) {
        try {
            Optional<UUID> cause = rows.lastCause(number);
            return cause.map(id -> scenes.of(number).cause(id)).orElse(scenes.of(number));
        } catch (SQLException e) {
            return scenes.of(number);
        }
    }

    /**
     * A row is older than its events. On the primary it cannot be, on a standby it may be for a moment: it is read again,
     * now and in the next sweeps, before it is told.
     */
    private void again(List<Long> numbers, Instant now, Duration patience) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        for (AccountRow row : rows.accounts(numbers)) {
            int told = wallets.changes(wallets.find(row.number()));
            Instant since = behind.putIfAbsent(row.number(), now);
            if (row.changes() >= told) {
                behind.remove(row.number());
            } else if (since != null && since.plus(patience).isBefore(now)) {
                findings.accept(new Discrepancy.ChangesDiffer(lastCause(row.number()), told, row.changes()));
            }
        }
    }

    private void readStatements(List<Stretch> stretches) throws SQLException {
        if (stretches.isEmpty()) {
            return;
        }
        for (StatementRow statement : rows.statements(stretches)) {
            Stretch stretch = statement.stretch();
            Scene scene = scenes.of(stretch.number());
            int slot = wallets.find(stretch.number());
            if (statement.lines() < stretch.toLine() - stretch.fromLine()) {
                deleted(stretch, scene);
            } else {
                leads(scene, "availableFen", statement.beforeFen() + statement.movedFen(), statement.afterFen());
                leads(scene, "heldFen", statement.heldBeforeFen() + statement.heldMovedFen(), statement.heldAfterFen());
                leads(scene, "lastAvailableFen", wallets.availableFen(slot), statement.afterFen());
                leads(scene, "lastHeldFen", wallets.heldFen(slot), statement.heldAfterFen());
            }
            wallets.check(slot, (int) stretch.toLine());
        }
        for (OrphanRow orphan : rows.orphans(stretches)) {
            Scene scene = scenes.of(orphan.number()).cause(orphan.cause());
            findings.accept(
                    orphan.missing()
                            ? new Discrepancy.RowDeleted(
                                    scene, "payment", orphan.cause().toString())
                            : new Discrepancy.StatementDiffers(
                                    scene,
                                    "payment amountFen + gasFeeFen",
                                    orphan.lineFen() + orphan.lineGasFen(),
                                    orphan.amountFen() + orphan.gasFeeFen()));
        }
    }

    private void leads(Scene scene, String figure, long expected, long found) {
        if (expected != found) {
            findings.accept(new Discrepancy.StatementDiffers(scene, figure, expected, found));
        }
    }

    /** To name the payment, the whole table of payments is read: for a line that is missed first, not at every sweep. */
    private void deleted(Stretch stretch, Scene scene) throws SQLException {
        List<Long> lines = new ArrayList<>(rows.missingLines(stretch));
        lines.removeIf(line -> !missed.add(new Line(stretch.number(), line)));
        if (lines.isEmpty()) {
            return;
        }
        List<UUID> payments = rows.paymentsWithoutLine(stretch.number());
        // Of several lines and several payments nobody can say which belonged to which.
        Scene told = lines.size() == 1 && payments.size() == 1 ? scene.cause(payments.get(0)) : scene;
        for (long line : lines) {
            findings.accept(new Discrepancy.RowDeleted(told, "entry", Scene.walletText(stretch.number()) + "/" + line));
        }
    }

    private void finish(Instant now, Instant readUpTo, Duration patience) throws SQLException {
        unseen();
        judgeAhead(readUpTo, patience);
        underWay = false;
        sweeps++;
        finishedAt = now;
        took = Duration.between(began, now);
    }

    /** Wallets that events have changed and that have no row. */
    private void unseen() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        for (int slot = seen.nextClearBit(0); slot < wallets.size(); slot = seen.nextClearBit(slot + 1)) {
            if (wallets.changes(slot) > 0 && numbers.size() < PAGE) {
                numbers.add(wallets.number(slot));
            }
        }
        if (numbers.isEmpty()) {
            return;
        }
        List<Long> there =
                rows.accounts(numbers).stream().map(AccountRow::number).toList();
        for (long number : numbers) {
            if (!there.contains(number)) {
                Scene scene = scenes.of(number);
                findings.accept(new Discrepancy.RowDeleted(scene, "account", Scene.walletText(number)));
            }
        }
    }

    /** Rows that were ahead must have been told by now, unless the relay has still to send what they wait for. */
    private void judgeAhead(Instant readUpTo, Duration patience) throws SQLException {
        Optional<Instant> unsent = ahead.isEmpty() ? Optional.empty() : rows.unsentSince();
        ahead.entrySet().removeIf(entry -> {
            int slot = wallets.find(entry.getKey());
            long told = slot < 0 ? 0 : wallets.changes(slot);
            Ahead row = entry.getValue();
            if (told >= row.changes()) {
                return true;
            }
            boolean due = row.since().plus(patience).isBefore(readUpTo)
                    && unsent.map(since -> since.isAfter(row.since())).orElse(true);
            if (due) {
                findings.accept(new Discrepancy.ChangesDiffer(lastCause(entry.getKey()), told, row.changes()));
            }
            return due;
        });
    }
}
