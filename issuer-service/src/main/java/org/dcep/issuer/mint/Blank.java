package org.dcep.issuer.mint;

import java.time.Instant;
import java.util.UUID;
import org.dcep.kernel.Money;

/**
 * A coin to be: everything but key and signature.
 *
 * @param owner the holder to whom it will be registered
 * @param issuedAt whole seconds
 */
public record Blank(UUID serial, Money amount, String owner, Instant issuedAt) {}
