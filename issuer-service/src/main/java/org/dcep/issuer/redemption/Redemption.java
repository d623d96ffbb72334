package org.dcep.issuer.redemption;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A redemption as REST shows it.
 *
 * @param state REQUESTED, REDEEMED or REFUSED
 * @param decidedAt absent while requested
 * @param reason the refusal's code, absent unless refused
 */
public record Redemption(
        UUID id,
        String operatorId,
        long amountFen,
        String state,
        Instant requestedAt,
        Optional<Instant> decidedAt,
        Optional<String> reason) {}
