package org.dcep.crypto;

/** Why Bouncy Castle has decided although a faster provider was asked first. */
public enum Fallback {
    /** The faster provider has thrown: it is broken, or something about it is. */
    FAILED,
    /**
     * The faster provider has refused what Bouncy Castle accepts. Only the holder of a key can make such a signature, by
     * adding a point of low order to R; no signer does so by itself.
     */
    OVERRULED
}
