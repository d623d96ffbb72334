package org.dcep.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.dcep.kernel.SignatureAlgorithm;

/** RFC 8032, pure Ed25519, on Bouncy Castle's own field arithmetic. */
final class Ed25519VerifyingKey extends VerifyingKey {
    private static final String NO_POINT = "the Ed25519 key is not a canonical point of the prime-order group";

    /** Null until it is needed: where a faster provider decides, it hardly ever is. */
    private volatile Ed25519.PublicPoint point;

    private Ed25519VerifyingKey(byte[] raw, Ed25519.PublicPoint point) {
        super(SignatureAlgorithm.ED25519, raw);
        this.point = point;
    }

    static Ed25519VerifyingKey checked(byte[] raw) {
        // "Full" also multiplies by the group order: a key of low or mixed order has no such point.
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(raw, 0);
        if (point == null) {
            throw new InvalidKey(NO_POINT);
        }
        return new Ed25519VerifyingKey(raw, point);
    }

    static Ed25519VerifyingKey checkedBefore(byte[] raw) {
        return new Ed25519VerifyingKey(raw, null);
    }

    /** Refuses s >= L and points R that are not encoded canonically, so nobody else can vary a signature. */
    @Override
    boolean verifiesWellSized(byte[] message, byte[] signature) {
        Ed25519.PublicPoint decoded = point();
        return decoded != null && Ed25519.verify(signature, 0, decoded, message, 0, message.length);
    }

    /** Two threads at once decode the same point twice. Null if the bytes were never checked and are none. */
    private Ed25519.PublicPoint point() {
        if (point == null) {
            point = Ed25519.validatePublicKeyPartialExport(raw(), 0);
        }
        return point;
    }
}
