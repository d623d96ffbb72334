package org.dcep.simulator.bench.load;

import java.util.List;

/**
 * What a load process says, one line of JSON each.
 *
 * @param event {@code keys}, {@code opened}, {@code prepared}, {@code measuring} at the beginning of the window,
 *     {@code over} at its end, {@code measured} when every answer is there, {@code ended}; {@code failed} at any time
 * @param requests how many are prepared
 * @param seconds how long preparing took
 * @param phases with {@code measured}: one for each stream
 * @param message with {@code failed}
 */
public record Event(String event, long requests, double seconds, List<PhaseResult> phases, String message) {
    static Event of(String name) {
        return new Event(name, 0, 0, List.of(), null);
    }

    static Event prepared(long requests, double seconds) {
        return new Event("prepared", requests, seconds, List.of(), null);
    }

    static Event measured(List<PhaseResult> phases) {
        return new Event("measured", 0, 0, phases, null);
    }

    static Event failed(String message) {
        return new Event("failed", 0, 0, List.of(), message);
    }
}
