package org.dcep.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.dcep.kernel.SignatureAlgorithm;

/** RFC 8032: the nonce is a hash of secret and message, so the scheme is deterministic by itself. */
final class Ed25519SigningKey extends SigningKey {
    private final byte[] seed;
    private final byte[] publicKey;

    private Ed25519SigningKey(byte[] seed, byte[] publicKey) {
        super(seed, VerifyingKey.of(SignatureAlgorithm.ED25519, publicKey));
        this.seed = seed;
        this.publicKey = publicKey;
    }

    static Ed25519SigningKey of(byte[] seed) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return new Ed25519SigningKey(seed, publicKey);
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }
}
