package org.dcep.clearing;

/** A queued obligation with its participants as numbers, and its place in its payer's line. */
final class Waiting {
    final Queued queued;
    final int payer;
    final int payee;
    final long fen;
    final Priority priority;

    /** Where its line keeps it; the line alone writes this. */
    int slot = -1;

    Waiting(Queued queued, int payer, int payee) {
        this.queued = queued;
        this.payer = payer;
        this.payee = payee;
        this.fen = queued.obligation().amount().fen();
        this.priority = queued.obligation().priority();
    }

    long sequence() {
        return queued.sequence();
    }
}
