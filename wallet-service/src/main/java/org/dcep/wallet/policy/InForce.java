package org.dcep.wallet.policy;

import java.time.Instant;

/**
 * A version of a policy.
 *
 * @param version 1, 2, 3, ... per kind
 * @param effectiveFrom in force from then on, until a later version is
 */
public record InForce<P>(int version, Instant effectiveFrom, P policy) {}
