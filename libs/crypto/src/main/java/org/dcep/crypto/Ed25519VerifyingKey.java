package org.dcep.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.dcep.kernel.SignatureAlgorithm;

/** RFC 8032, pure Ed25519, on Bouncy Castle's own field arithmetic. */
final class Ed25519VerifyingKey extends VerifyingKey {
    private final Ed25519.PublicPoint point;

    Ed25519VerifyingKey(byte[] raw) {
        super(SignatureAlgorithm.ED25519, raw);
        // "Full" also multiplies by the group order: a key of low or mixed order has no such point.
        this.point = Ed25519.validatePublicKeyFullExport(raw, 0);
        if (point == null) {
            throw new InvalidKey("the Ed25519 key is not a canonical point of the prime-order group");
        }
    }

    /** Refuses s >= L and points R that are not encoded canonically, so nobody else can vary a signature. */
    @Override
    boolean verifiesWellSized(byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, point, message, 0, message.length);
    }
}
