package org.dcep.issuer.issuance;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An issuance as REST shows it.
 *
 * @param state ISSUED or REFUSED
 * @param issuedAt when it was decided
 * @param reason the refusal's code, absent if issued
 */
public record Issuance(
        UUID id,
        String operatorId,
        long amountFen,
        String state,
        int coinCount,
        Instant issuedAt,
        Optional<String> reason) {}
