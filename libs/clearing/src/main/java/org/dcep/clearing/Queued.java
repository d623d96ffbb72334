package org.dcep.clearing;

import java.time.Instant;
import java.util.Objects;

/**
 * An obligation with its place in the order of submission.
 *
 * @param sequence counted by the engine from 1, never given twice
 */
public record Queued(long sequence, Obligation obligation, Instant submittedAt) {
    /**
     * @throws IllegalArgumentException if {@code sequence} is less than 1
     */
    public Queued {
        Objects.requireNonNull(obligation, "obligation");
        Objects.requireNonNull(submittedAt, "submittedAt");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be at least 1, was " + sequence);
        }
    }
}
