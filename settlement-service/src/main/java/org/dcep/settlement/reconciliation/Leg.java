package org.dcep.settlement.reconciliation;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One movement of issued currency or of reserves to or from an operator, with what each end has told of it so far. Both
 * ends tell the same signed amount; while one of them is silent the amount is in transit.
 *
 * @param causeId the issuance, redemption or settlement
 * @param central what the centre told, positive towards the operator
 * @param book what the operator's book told
 * @param seenAt when the first end was heard
 */
record Leg(UUID causeId, String operatorId, Kind kind, OptionalLong central, OptionalLong book, Instant seenAt) {
    enum Kind {
        ISSUANCE,
        /** Begins at the book: the vault gives up the currency before the central bank destroys it. */
        REDEMPTION,
        /** Payments that issued currency has settled. */
        PAYMENTS,
        GAS,
        /** Payments that reserves have settled: no currency moves. */
        RESERVES
    }

    /** What the centre's sum has more than the book's because of this leg; nothing once both ends were heard. */
    long inTransitFen() {
        if (central.isPresent() && book.isPresent()) {
            return 0;
        }
        return central.orElse(0) - book.orElse(0);
    }

    /** Whether the end that follows was heard without the one that must have come before it. */
    boolean lacksItsCause() {
        return kind == Kind.REDEMPTION
                ? book.isEmpty() && central.orElse(0) != 0
                : central.isEmpty() && book.orElse(0) != 0;
    }
}
