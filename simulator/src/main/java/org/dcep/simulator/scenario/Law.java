package org.dcep.simulator.scenario;

/**
 * Something that must be so, with the two figures that must be equal. A law about many pairs shows their sums and holds
 * only if every pair is equal.
 */
public record Law(String name, boolean holds, long left, long right) {
    /** Holds if the figures are equal. */
    public static Law equal(String name, long left, long right) {
        return new Law(name, left == right, left, right);
    }
}
