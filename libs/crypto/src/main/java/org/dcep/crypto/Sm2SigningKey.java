package org.dcep.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * GM/T 0003.2 section 6.1. Written out here because Bouncy Castle's signer takes its nonce from a random source only:
 * one nonce used twice gives the private key away, so ours is computed from key and message (RFC 6979 with HMAC-SM3).
 */
final class Sm2SigningKey extends SigningKey {
    private final BigInteger d;
    private final BigInteger inverseOfOnePlusD;
    private final byte[] signerHash;

    private Sm2SigningKey(byte[] secret, BigInteger d, ECPoint publicPoint) {
        super(secret, VerifyingKey.of(SignatureAlgorithm.SM2, publicPoint.getEncoded(false)));
        this.d = d;
        this.inverseOfOnePlusD = BigIntegers.modOddInverse(Sm2.order(), d.add(BigInteger.ONE));
        this.signerHash = Sm2.signerHash(publicPoint);
    }

    static Sm2SigningKey of(byte[] secret) {
        if (!isInRange(secret)) {
            throw new InvalidKey("an SM2 private key is a number from 1 to n - 2");
        }
        BigInteger d = new BigInteger(1, secret);
        return new Sm2SigningKey(secret, d, timesGenerator(d));
    }

    /** 0 has no public key, and for n - 1 the inverse of 1 + d does not exist. */
    static boolean isInRange(byte[] secret) {
        BigInteger d = new BigInteger(1, secret);
        return d.signum() > 0 && d.compareTo(Sm2.order().subtract(BigInteger.TWO)) <= 0;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] digest = digest(message);
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SM3Digest());
        nonces.init(Sm2.order(), d, digest);
        byte[] signature;
        do {
            signature = signWith(nonces.nextK(), digest);
        } while (signature == null);
        return signature;
    }

    /** e of the standard: SM3 over the signer's hash and the message. */
    byte[] digest(byte[] message) {
        return Sm3.digest(signerHash, message);
    }

    /** r||s with nonce {@code k}, or null in the practically impossible case that this nonce is not allowed. */
    byte[] signWith(BigInteger k, byte[] digest) {
        BigInteger n = Sm2.order();
        BigInteger x = timesGenerator(k).getAffineXCoord().toBigInteger();
        BigInteger r = new BigInteger(1, digest).add(x).mod(n);
        if (r.signum() == 0 || r.add(k).equals(n)) {
            return null;
        }
        BigInteger s =
                inverseOfOnePlusD.multiply(k.subtract(r.multiply(d)).mod(n)).mod(n);
        if (s.signum() == 0) {
            return null;
        }
        byte[] signature = new byte[2 * Sm2.FIELD_BYTES];
        BigIntegers.asUnsignedByteArray(r, signature, 0, Sm2.FIELD_BYTES);
        BigIntegers.asUnsignedByteArray(s, signature, Sm2.FIELD_BYTES, Sm2.FIELD_BYTES);
        return signature;
    }

    /** By a fixed comb, whose steps do not depend on the bits of the secret factor. */
    private static ECPoint timesGenerator(BigInteger factor) {
        return new FixedPointCombMultiplier()
                .multiply(Sm2.DOMAIN.getG(), factor)
                .normalize();
    }
}
