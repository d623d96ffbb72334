package org.dcep.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** A public key of ML-DSA-65 (FIPS 204). */
public final class MlDsaVerifyingKey {
    /** The name in REST and documents. */
    public static final String ALGORITHM = "ML-DSA-65";

    public static final int KEY_BYTES = 1_952;
    public static final int SIGNATURE_BYTES = 3_309;
    private static final int KEY_ID_BYTES = 8;

    private final MLDSAPublicKeyParameters key;

    private MlDsaVerifyingKey(MLDSAPublicKeyParameters key) {
        this.key = key;
    }

    /**
     * Reads a public key as FIPS 204 encodes it.
     *
     * @throws InvalidKey if it does not have {@value #KEY_BYTES} bytes
     */
    public static MlDsaVerifyingKey of(byte[] raw) {
        if (raw.length != KEY_BYTES) {
            throw new InvalidKey("a public key of " + ALGORITHM + " has " + KEY_BYTES + " bytes");
        }
        return new MlDsaVerifyingKey(new MLDSAPublicKeyParameters(MlDsaSigningKey.PARAMETERS, raw.clone()));
    }

    /** Whether {@code signature} is this key's over {@code message}. Never throws. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** The bytes that the key was read from. */
    public byte[] raw() {
        return key.getEncoded();
    }

    /** Names the key, as {@link VerifyingKey#keyId} does. */
    public String keyId() {
        return HexFormat.of().formatHex(Sm3.digest(raw()), 0, KEY_ID_BYTES);
    }

    /** Algorithm and key id. */
    @Override
    public String toString() {
        return ALGORITHM + " key " + keyId();
    }
}
