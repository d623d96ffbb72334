package org.dcep.auditor.position;

import java.time.Instant;
import java.util.UUID;
import org.dcep.auditor.log.Place;

/**
 * A settlement account is further below zero than credit goes, unless money that has been sent is on its way here.
 *
 * @param causeId the settlement or return that has brought it there
 * @param place its record
 * @param since the time of that record
 * @param reported whether it was told
 */
public record Shortfall(UUID causeId, Place place, Instant since, boolean reported) {
    Shortfall told() {
        return new Shortfall(causeId, place, since, true);
    }
}
