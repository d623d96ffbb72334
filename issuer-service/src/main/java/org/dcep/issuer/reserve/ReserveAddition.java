package org.dcep.issuer.reserve;

import java.time.Instant;
import java.util.UUID;

/** Reserves that came in after admission, as REST shows them. */
public record ReserveAddition(UUID id, String operatorId, long amountFen, Instant addedAt) {}
