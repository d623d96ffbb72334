package org.dcep.simulator.bench.load;

/** What a payment was answered with; each has a byte in the file of acknowledgements. */
public enum Outcome {
    /** Accepted and final: 201. */
    ACCEPTED,
    /** Accepted, to be final when the payee's operator has answered: 202. */
    PENDING,
    /** Decided before by the same order: 200. */
    REPEATED,
    /** Refused for a reason of the payment's: 4xx. */
    REFUSED,
    /** Turned away, nothing was done: 429. */
    OVERLOADED,
    /** Nobody can tell: 5xx, a lost connection, or no answer in time. */
    UNKNOWN;

    private static final int TURNED_AWAY = 429;

    /** What a status of HTTP says about a payment. */
    static Outcome ofStatus(int status) {
        return switch (status) {
            case 200 -> REPEATED;
            case 201 -> ACCEPTED;
            case 202 -> PENDING;
            case TURNED_AWAY -> OVERLOADED;
            default -> status / 100 == 4 ? REFUSED : UNKNOWN;
        };
    }

    /** What the byte of a payment in the file of acknowledgements means. */
    public static Outcome ofByte(int code) {
        return values()[code - 1];
    }

    /** What the engine of payments notes: 1 for pending, 2 for accepted. */
    public static Outcome ofEngineState(int code) {
        return code == 1 ? PENDING : ACCEPTED;
    }

    byte code() {
        return (byte) (ordinal() + 1);
    }

    /** Whether the payer was told that the payment is made or under way. */
    public boolean isAcknowledged() {
        return this == ACCEPTED || this == PENDING || this == REPEATED;
    }
}
