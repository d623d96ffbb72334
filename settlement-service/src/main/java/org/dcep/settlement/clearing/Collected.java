package org.dcep.settlement.clearing;

import java.time.Instant;

/**
 * An obligation that is stored but not in the queue yet.
 *
 * @param number its place among all arrivals
 */
record Collected(long number, Arrival arrival, Instant at) {}
