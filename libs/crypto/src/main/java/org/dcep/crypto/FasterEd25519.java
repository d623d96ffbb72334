package org.dcep.crypto;

/** Ed25519 by another provider than Bouncy Castle. What it accepts Bouncy Castle must accept too; it may refuse more. */
interface FasterEd25519 {
    /**
     * Whether {@code signature} is the key's over {@code message}.
     *
     * @param rawKey 32 bytes that Bouncy Castle has found to be a canonical point of the prime-order group
     * @throws Exception if the provider cannot tell
     */
    boolean verifies(byte[] rawKey, byte[] message, byte[] signature) throws Exception;
}
