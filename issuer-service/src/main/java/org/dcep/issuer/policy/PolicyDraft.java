package org.dcep.issuer.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy that the central bank wants to publish.
 *
 * @param document valid, in its one form
 * @param effectiveFrom empty for now
 */
record PolicyDraft(PolicyKind kind, String document, Optional<Instant> effectiveFrom) {}
