package org.dcep.outbox;

/** Somebody else has moved the offset row: this consumer has lost the partition, or an earlier COMMIT did succeed. */
final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced(Partition partition, long expected) {
        super("offset row of " + partition + " is no longer at " + expected, null, false, false);
    }
}
