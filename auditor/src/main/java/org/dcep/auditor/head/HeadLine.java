package org.dcep.auditor.head;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
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
    private final TreeMap<Long, Head> waiting = new TreeMap<>();

    /** Stored as text, beside the rest. */
    private transient Deque<byte[]> leaves = new ArrayDeque<>();

    /**
     * A head as settlement announced it.
     *
     * @param sinceMillis the time of its record
     */
    public record Head(long size, String root, Place place, long sinceMillis) {}

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

    /** Takes a head; false if it does not follow the one before. */
    boolean announced(Head head, LogState previous) {
        boolean follows = previous.equals(new LogState(newestSize, newestRoot)) && head.size() >= newestSize;
        newestSize = head.size();
        newestRoot = head.root();
        waiting.put(head.size(), head);
        return follows;
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

    long newestSize() {
        return newestSize;
    }

    String newestRoot() {
        return newestRoot;
    }

    boolean isIdle() {
        return waiting.isEmpty();
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
