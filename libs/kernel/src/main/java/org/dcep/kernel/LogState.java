package org.dcep.kernel;

import java.util.regex.Pattern;

/**
 * A log at one moment of its life.
 *
 * @param size how many entries there are; 0 or more
 * @param root of the Merkle tree over them (RFC 9162, SHA-256), 64 lower-case hexadecimal digits
 */
public record LogState(long size, String root) {
    /** What the pattern of the events' schemas must equal. */
    public static final String ROOT_PATTERN = "^[0-9a-f]{64}$";

    private static final Pattern ROOT = Pattern.compile(ROOT_PATTERN);

    /** The log before its first entry. */
    public static final LogState EMPTY =
            new LogState(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    public LogState {
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative number of entries");
        }
        if (!ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("a root is 64 lower-case hexadecimal digits");
        }
    }
}
