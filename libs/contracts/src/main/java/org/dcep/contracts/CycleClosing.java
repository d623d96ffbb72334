package org.dcep.contracts;

import java.time.LocalDate;

/**
 * Settlement closes the cycle {@code cycleId}: every operator's book opens the next and answers with its marker.
 *
 * @param nextCycleId {@code cycleId + 1}
 * @param nextBusinessDate the date to which limits per day and year count from then on
 */
public record CycleClosing(long cycleId, long nextCycleId, LocalDate nextBusinessDate) implements Event {
    @Override
    public Topic topic() {
        return Topic.CYCLE_CLOSING;
    }

    @Override
    public String key() {
        return "cycle";
    }
}
