package org.dcep.simulator.bench.load;

import java.util.List;

/**
 * What the load process is told, one line of JSON each: {@code verb} is {@code open}, {@code prepare}, {@code drive} or
 * {@code end}; the other members belong to one verb and are absent from the others.
 *
 * @param kind of the requests to prepare
 * @param requests how many to prepare at least
 * @param streams what to drive at the same time
 * @param rampSeconds driven before the window
 * @param seconds length of the window
 */
public record Command(
        String verb, RequestKind kind, int requests, List<Stream> streams, double rampSeconds, double seconds) {

    /**
     * Requests of one kind at one pace.
     *
     * @param ratePerSecond requests, arriving at random; 0 for as fast as answers come
     * @param connections at most so many requests are under way
     */
    public record Stream(RequestKind kind, double ratePerSecond, int connections) {}

    /** The wallets are open and their numbers written. */
    public static Command open() {
        return new Command("open", null, 0, List.of(), 0, 0);
    }

    /** Sign so many requests; what was left over from before is thrown away. */
    public static Command prepare(RequestKind kind, int requests) {
        return new Command("prepare", kind, requests, List.of(), 0, 0);
    }

    /** Drive what is prepared. */
    public static Command drive(List<Stream> streams, double rampSeconds, double seconds) {
        return new Command("drive", null, 0, streams, rampSeconds, seconds);
    }

    /** Write the acknowledgements and go. */
    public static Command end() {
        return new Command("end", null, 0, List.of(), 0, 0);
    }
}
