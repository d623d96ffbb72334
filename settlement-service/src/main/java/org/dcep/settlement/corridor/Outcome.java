package org.dcep.settlement.corridor;

/**
 * What a request with an id of the client's came to.
 *
 * @param first false if the same request had its effect before
 */
record Outcome<T>(T value, boolean first) {
    static <T> Outcome<T> first(T value) {
        return new Outcome<>(value, true);
    }

    static <T> Outcome<T> repeated(T value) {
        return new Outcome<>(value, false);
    }
}
