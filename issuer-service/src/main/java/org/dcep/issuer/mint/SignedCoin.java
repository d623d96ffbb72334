package org.dcep.issuer.mint;

import org.dcep.kernel.Coin;

/**
 * A coin with the central bank's signature.
 *
 * @param signature 64 bytes over {@link Coin#signedBytes}
 */
public record SignedCoin(Coin coin, byte[] signature) {}
