package org.dcep.crypto;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * A private key of ML-DSA-65 (FIPS 204), for what must stay provable when elliptic curves no longer are. Signatures are
 * deterministic, like those of {@link SigningKey}, and have 3,309 bytes: too many for a payment, few for a tree head.
 */
public final class MlDsaSigningKey {
    static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;

    private final MLDSAPrivateKeyParameters key;
    private final MlDsaVerifyingKey verifyingKey;

    private MlDsaSigningKey(MLDSAPrivateKeyParameters key) {
        this.key = key;
        this.verifyingKey = MlDsaVerifyingKey.of(key.getPublicKeyParameters().getEncoded());
    }

    /** The key that belongs to {@code purpose}: its seed is made by {@link KeyDerivation}. */
    public static MlDsaSigningKey derive(byte[] secret, String purpose) {
        return new MlDsaSigningKey(new MLDSAPrivateKeyParameters(PARAMETERS, KeyDerivation.derive(secret, purpose)));
    }

    /** This key's signature over {@code message}, with the empty context; about 1 ms. */
    public byte[] sign(byte[] message) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA cannot sign", e);
        }
    }

    public MlDsaVerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /** The id of the public key. */
    @Override
    public String toString() {
        return "private " + verifyingKey;
    }
}
