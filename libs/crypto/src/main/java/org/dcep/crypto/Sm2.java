package org.dcep.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.Arrays;

/** The curve sm2p256v1 and the user id of GM/T 0003 and GM/T 0009. */
final class Sm2 {
    static final int FIELD_BYTES = 32;
    static final byte UNCOMPRESSED = 0x04;

    /** From the custom curves: their field arithmetic makes a verification about eight times faster. */
    static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));

    /** The id that GM/T 0009-2012 section 10 gives to signers without one; every party here uses it. */
    static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private Sm2() {}

    static BigInteger order() {
        return DOMAIN.getN();
    }

    /** Z_A of GM/T 0003.2 section 5.5: binds signer's id, curve and public key into every digest. */
    static byte[] signerHash(ECPoint publicPoint) {
        ECCurve curve = DOMAIN.getCurve();
        ECPoint generator = DOMAIN.getG();
        int idBits = USER_ID.length * Byte.SIZE;
        byte[] head = Arrays.concatenate(new byte[] {(byte) (idBits >> Byte.SIZE), (byte) idBits}, USER_ID);
        byte[] equation =
                Arrays.concatenate(curve.getA().getEncoded(), curve.getB().getEncoded());
        byte[] points = Arrays.concatenate(coordinates(generator), coordinates(publicPoint));
        return Sm3.digest(head, Arrays.concatenate(equation, points));
    }

    private static byte[] coordinates(ECPoint point) {
        byte[] encoded = point.getEncoded(false);
        return Arrays.copyOfRange(encoded, 1, encoded.length);
    }
}
