package org.dcep.auditor.head;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dcep.auditor.log.Place;
import org.dcep.kernel.LogState;

/**
 * An operator's log up to the newest head that was compared, the leaves that were told since, and the heads that wait
 * for theirs. Changes in place.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class HeadLine {
    private static final int HASH_BYTES = 32;

    /** Of a log that nobody seals for so long, heads are compared no more. */
    static final int MOST_LEAVES = 1_000_000;

    private long size;
    private List<String> subtrees = new ArrayList<>();
    private long newestSize;
    private String newestRoot = new LogTree().root();

    /** By which of settlement's keys, counted from 0, the newest head is signed. */
    private int newestKey;

    private final TreeMap<Long, Head> waiting = new TreeMap<>();
    private final List<Stray> strays = new ArrayList<>();

    /** Of the newest lift, by its number, the log that no head has followed yet; null if one has. */
    private LogState lifted;

    private long liftNumber;

    /** Stored as text, beside the rest. */
    private transient Deque<byte[]> leaves = new ArrayDeque<>();

    /**
     * A head as settlement announced it.
     *
     * @param sinceMillis the time of its record
     */
    public record Head(long size, String root, Place place, long sinceMillis) {}

    /** A head that does not follow the newest one: wrong, unless a lift says so that travels on another topic. */
    public record Stray(Head head, LogState previous, LogState newest) {}

    /** What a comparison gave: the root of the payments, where there are enough. */
    record Compared(Head head, String root) {}

    void told(byte[] leafHash) {
        leaves.add(leafHash);
        if (leaves.size() > MOST_LEAVES) {
            LogTree tree = new LogTree(size, subtrees);
            tree.append(leaves.remove());
            keep(tree);
        }
    }

    /** A head was signed with the key of this number. */
    void signedWith(int key) {
        newestKey = Math.max(newestKey, key);
    }

    int newestKey() {
        return newestKey;
    }

    /** Takes a head; gives the one of its size that waits with another root, if there is one. */
    Optional<Head> announced(Head head, LogState previous) {
        LogState newest = new LogState(newestSize, newestRoot);
        if (previous.equals(lifted) && head.size() >= lifted.size()) {
            lifted = null;
        } else if (!previous.equals(newest) || head.size() < newestSize) {
            strays.add(new Stray(head, previous, newest));
        }
        newestSize = head.size();
        newestRoot = head.root();
        Head known = waiting.putIfAbsent(head.size(), head);
        return Optional.ofNullable(known).filter(other -> !other.root().equals(head.root()));
    }

    /** The central bank lifted a freeze: a head may go on from {@code log}, also one that was read before. */
    void lifted(long number, LogState log) {
        if (number <= liftNumber) {
            return;
        }
        liftNumber = number;
        Optional<Stray> allowed = strays.stream()
                .filter(stray -> stray.previous().equals(log) && stray.head().size() >= log.size())
                .findFirst();
        allowed.ifPresent(strays::remove);
        lifted = allowed.isPresent() ? null : log;
    }

    /** Removes the heads sent before {@code overdueMillis} that follow neither the one before nor a lift. */
    List<Stray> overdueStrays(long overdueMillis) {
        List<Stray> overdue = strays.stream()
                .filter(stray -> stray.head().sinceMillis() < overdueMillis)
                .toList();
        strays.removeAll(overdue);
        return overdue;
    }

    /** Compares the heads whose payments are there, and gives up on those that were sent before {@code overdueMillis}. */
    List<Compared> compare(long overdueMillis) {
        List<Compared> compared = new ArrayList<>();
        LogTree tree = new LogTree(size, subtrees);
        while (!waiting.isEmpty()) {
            Head head = waiting.firstEntry().getValue();
            boolean enough = head.size() <= size + leaves.size();
            if (!enough && head.sinceMillis() >= overdueMillis) {
                break;
            }
            waiting.remove(head.size());
            while (enough && tree.size() < head.size()) {
                tree.append(leaves.remove());
            }
            compared.add(new Compared(head, root(tree, head, enough)));
            keep(tree);
        }
        return compared;
    }

    private static String root(LogTree tree, Head head, boolean enough) {
        if (!enough) {
            return "a log of fewer payments";
        }
        return tree.size() == head.size() ? tree.root() : head.root();
    }

    private void keep(LogTree tree) {
        size = tree.size();
        subtrees = tree.subtrees();
    }

    boolean isIdle() {
        return waiting.isEmpty() && strays.isEmpty();
    }

    /** The leaves as Jackson writes them. */
    @com.fasterxml.jackson.annotation.JsonGetter("leaves")
    String leavesText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(leaves.size() * HASH_BYTES);
        leaves.forEach(leaf -> bytes.write(leaf, 0, HASH_BYTES));
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @com.fasterxml.jackson.annotation.JsonSetter("leaves")
    void leavesText(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        leaves = new ArrayDeque<>();
        for (int from = 0; from < bytes.length; from += HASH_BYTES) {
            leaves.add(Arrays.copyOfRange(bytes, from, from + HASH_BYTES));
        }
    }
}
