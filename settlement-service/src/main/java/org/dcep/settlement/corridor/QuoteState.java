package org.dcep.settlement.corridor;

/** What has become of a quote. Its expiry is no state: time alone changes no row. */
enum QuoteState {
    OPEN,
    /** Accepted by a trade. It stays so however the trade ends, because its order has been given away. */
    TAKEN,
    WITHDRAWN;

    /** Every allowed change; whatever is not listed is a bug. */
    boolean mayBecome(QuoteState next) {
        return switch (this) {
            case OPEN -> next == TAKEN || next == WITHDRAWN;
            case TAKEN, WITHDRAWN -> false;
        };
    }
}
