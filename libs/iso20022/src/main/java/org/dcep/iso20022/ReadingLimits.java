package org.dcep.iso20022;

/**
 * How much of a message is read before it is refused.
 *
 * @param bytes of the whole document, at least 1
 * @param transactions 1 or more
 */
public record ReadingLimits(long bytes, int transactions) {
    /** Characters of one text, in or between elements, white space included. */
    static final int TEXT = 1_000;

    /** For one request over HTTP. */
    public static final ReadingLimits REQUEST = new ReadingLimits(4L << 20, 1_000);

    /** For a user's own file: a day's obligations. */
    public static final ReadingLimits FILE = new ReadingLimits(4L << 30, 2_000_000);

    /**
     * @throws IllegalArgumentException if a limit is below 1
     */
    public ReadingLimits {
        if (bytes < 1 || transactions < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
