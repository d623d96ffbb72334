package org.dcep.outbox;

/**
 * What a consumer tells about itself.
 *
 * @param joined whether it has ever been given its partitions, which may be none
 * @param failures in a row, of the partition that fails most
 * @param lost whether Kafka no longer has what comes next
 */
record ConsumerState(boolean joined, int failures, boolean lost, int partitions) {
    static final ConsumerState STARTING = new ConsumerState(false, 0, false, 0);
}
