package org.dcep.crypto;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.dcep.kernel.SignatureAlgorithm;

/** GM/T 0003.2 with SM3 over sm2p256v1, signature as raw r||s. */
final class Sm2VerifyingKey extends VerifyingKey {
    /** Holds the decoded point, on which Bouncy Castle keeps its table of multiples. */
    private final ParametersWithID parameters;

    Sm2VerifyingKey(byte[] raw) {
        super(SignatureAlgorithm.SM2, raw);
        // 65 bytes could also be the hybrid form 06 or 07, a second encoding of the same point.
        if (raw[0] != Sm2.UNCOMPRESSED) {
            throw new InvalidKey("an SM2 key is the uncompressed point 04 || x || y");
        }
        this.parameters = new ParametersWithID(publicKey(raw), Sm2.USER_ID);
    }

    private static ECPublicKeyParameters publicKey(byte[] raw) {
        try {
            return new ECPublicKeyParameters(Sm2.DOMAIN.getCurve().decodePoint(raw), Sm2.DOMAIN);
        } catch (IllegalArgumentException e) {
            throw new InvalidKey("the SM2 key is not a point of sm2p256v1");
        }
    }

    /** A signer of its own for each call: it holds the state of the digest, and a new one is cheap. */
    @Override
    boolean verifiesWellSized(byte[] message, byte[] signature) {
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE);
        verifier.init(false, parameters);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }
}
