package org.dcep.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.util.Arrays;

/** A point of edwards25519 in the slow arithmetic of a textbook, to make what no signer makes. */
record EdwardsPoint(BigInteger x, BigInteger y) {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(inverse(BigInteger.valueOf(121666)))
            .mod(P);

    static final EdwardsPoint NEUTRAL = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE);
    static final EdwardsPoint BASE = withY(BigInteger.valueOf(4).multiply(inverse(BigInteger.valueOf(5))))
            .orElseThrow();

    /** The neutral point and the seven others that 8 makes neutral. */
    static final List<EdwardsPoint> OF_LOW_ORDER = ofLowOrder();

    private static BigInteger inverse(BigInteger number) {
        return number.modInverse(P);
    }

    /** The point with this y and an even x, if there is one. */
    private static Optional<EdwardsPoint> withY(BigInteger number) {
        BigInteger y = number.mod(P);
        BigInteger square = y.multiply(y);
        BigInteger xx = square.subtract(BigInteger.ONE)
                .multiply(inverse(D.multiply(square).add(BigInteger.ONE).mod(P)))
                .mod(P);
        BigInteger root = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        BigInteger otherRoot = root.multiply(
                        BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P))
                .mod(P);
        return Stream.of(root, otherRoot)
                .filter(x -> x.multiply(x).mod(P).equals(xx))
                .map(x -> new EdwardsPoint(x.testBit(0) ? P.subtract(x) : x, y))
                .findFirst();
    }

    /** L times any point is of low order, and of order 8 for half of them. */
    private static List<EdwardsPoint> ofLowOrder() {
        EdwardsPoint generator = Stream.iterate(BigInteger.TWO, BigInteger.ONE::add)
                .flatMap(y -> withY(y).stream())
                .map(point -> point.times(L))
                .filter(point -> !point.times(BigInteger.valueOf(4)).equals(NEUTRAL))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, 8)
                .mapToObj(i -> generator.times(BigInteger.valueOf(i)))
                .toList();
    }

    EdwardsPoint plus(EdwardsPoint other) {
        BigInteger xy = x.multiply(other.y);
        BigInteger yx = y.multiply(other.x);
        BigInteger dxy = D.multiply(xy.multiply(yx).mod(P)).mod(P);
        BigInteger sumX = xy.add(yx).multiply(inverse(BigInteger.ONE.add(dxy).mod(P)));
        BigInteger sumY = y.multiply(other.y)
                .add(x.multiply(other.x))
                .multiply(inverse(BigInteger.ONE.subtract(dxy).mod(P)));
        return new EdwardsPoint(sumX.mod(P), sumY.mod(P));
    }

    EdwardsPoint times(BigInteger factor) {
        EdwardsPoint product = NEUTRAL;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            product = product.plus(product);
            if (factor.testBit(bit)) {
                product = product.plus(this);
            }
        }
        return product;
    }

    byte[] encoded() {
        return littleEndian(x.testBit(0) ? y.setBit(255) : y);
    }

    /** The private number a of RFC 8032 that belongs to {@code seed}. */
    static BigInteger privateNumber(byte[] seed) {
        byte[] half = Arrays.copyOf(sha512(seed), 32);
        half[0] &= (byte) 0xf8;
        half[31] = (byte) (half[31] & 0x7f | 0x40);
        return number(half);
    }

    /** The challenge h of RFC 8032, modulo L. */
    static BigInteger challenge(byte[] encodedR, byte[] key, byte[] message) {
        return number(sha512(Arrays.concatenate(encodedR, key, message))).mod(L);
    }

    /** The lowest 32 bytes of {@code number}. */
    static byte[] littleEndian(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bigEndian.length, padded.length);
        System.arraycopy(bigEndian, bigEndian.length - length, padded, padded.length - length, length);
        return Arrays.reverse(padded);
    }

    static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, Arrays.reverse(littleEndian));
    }

    private static byte[] sha512(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-512", e);
        }
    }
}
