package org.dcep.settlement.reconciliation;

/** A sentence that must be true of the books: {@code left} equals {@code right}. */
record Law(String name, long left, long right) {
    boolean holds() {
        return left == right;
    }
}
