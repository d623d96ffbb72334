package org.dcep.settlement.cycle;

import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;

/**
 * How a cycle settles, from its opening to its end.
 *
 * @param policyVersion of the settlement policy in force when it opened; empty if only the configuration counted
 */
public record CycleTerms(ClearingMode mode, SettlementAsset asset, Optional<Integer> policyVersion) {}
