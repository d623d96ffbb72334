package org.dcep.settlement.corridor;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether the books of a corridor agree.
 *
 * @param holds whether every law does
 * @param legsOnTheirWay settled trades whose payment has not reached the notary yet, for less than a minute
 */
@Schema(name = "CorridorLaws")
record LawsView(
        String corridorId,
        boolean holds,
        Instant asOf,
        long issuedMinor,
        long availableMinor,
        long heldMinor,
        long tradesHeld,
        long tradesSettled,
        long tradesReleased,
        long legsOnTheirWay,
        List<LawView> laws) {

    /** {@code left} and {@code right} must be equal. */
    @Schema(name = "CorridorLaw")
    record LawView(String name, boolean holds, long left, long right) {
        static LawView of(String name, long left, long right) {
            return new LawView(name, left == right, left, right);
        }
    }
}
