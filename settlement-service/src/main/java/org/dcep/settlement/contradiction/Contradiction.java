package org.dcep.settlement.contradiction;

import org.dcep.contracts.Event;

/**
 * An event that cannot be true together with what the books say.
 *
 * @param operatorId whose event it is; empty if it belongs to no operator
 * @param cycleId 0 if it belongs to no cycle
 * @param reason for the person who will look at it
 */
public record Contradiction(Event event, String operatorId, long cycleId, String reason) {}
