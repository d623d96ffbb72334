package org.dcep.auditor.position;

import java.util.UUID;
import org.dcep.auditor.log.Place;

/**
 * Reserves that went into a settlement account or out of it.
 *
 * @param signedFen positive if they were placed, negative if they were returned
 * @param place the first record that told it
 */
public record LiquidityTransfer(String operatorId, long signedFen, Place place) {
    /** Ids of placements and of returns are chosen apart. */
    public record Key(boolean placed, UUID transferId) {
        /** Reads what {@link #toString} writes. */
        public static Key parse(String text) {
            int bar = text.indexOf('|');
            return new Key(Boolean.parseBoolean(text.substring(0, bar)), UUID.fromString(text.substring(bar + 1)));
        }

        @Override
        public String toString() {
            return placed + "|" + transferId;
        }
    }
}
