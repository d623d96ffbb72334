package org.dcep.simulator.explain;

import java.time.Instant;
import java.util.List;

/**
 * A link of the chain.
 *
 * @param saidBy the service that the step is read from, with the operator where it speaks for one
 * @param at when it happened; null if that is not one moment, or not yet
 */
public record Step(String title, String saidBy, Instant at, List<Finding> findings) {
    static final String WALLET_SERVICE = "wallet-service";
    static final String SETTLEMENT_SERVICE = "settlement-service";

    public Step {
        findings = List.copyOf(findings);
    }

    /** Whether nothing in it was found wrong. */
    boolean holds() {
        return findings.stream().noneMatch(finding -> finding.mark() == Finding.Mark.FAILED);
    }
}
