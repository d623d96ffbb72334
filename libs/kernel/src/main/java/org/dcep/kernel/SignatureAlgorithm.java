package org.dcep.kernel;

import java.util.Optional;

/** How a wallet's key signs. The algorithm is bound to the key at registration and never travels with a signature. */
public enum SignatureAlgorithm {
    /** RFC 8032, pure Ed25519: 32-byte key, 64-byte signature. */
    ED25519("Ed25519", 32),
    /** GM/T 0003 with SM3 and user id {@code 1234567812345678}: 65-byte uncompressed key, raw r||s of 64 bytes. */
    SM2("SM2", 65);

    public static final int SIGNATURE_BYTES = 64;

    private final String wireName;
    private final int keyBytes;

    SignatureAlgorithm(String wireName, int keyBytes) {
        this.wireName = wireName;
        this.keyBytes = keyBytes;
    }

    /** The name in REST and events: {@code Ed25519} or {@code SM2}. */
    public String wireName() {
        return wireName;
    }

    /** Length of a public key in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    public static Optional<SignatureAlgorithm> named(String wireName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(wireName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
