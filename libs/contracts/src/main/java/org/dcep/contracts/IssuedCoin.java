package org.dcep.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A signed coin as it travels and as REST shows it.
 *
 * @param operatorId whom the coin is registered to
 * @param signature SM2 by the key {@code keyId} over {@link org.dcep.kernel.Coin#signedBytes}, base64url
 */
public record IssuedCoin(
        UUID serial, long amountFen, String operatorId, Instant issuedAt, String keyId, String signature) {}
