package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.dcep.crypto.EdwardsPoint.L;
import static org.dcep.crypto.EdwardsPoint.P;
import static org.dcep.crypto.EdwardsPoint.littleEndian;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.util.Arrays;
import org.dcep.kernel.SignatureAlgorithm;

/** Ed25519 signatures by one key, genuine and made by its holder or by strangers to divide verifiers, with the verdict. */
final class HostileSignatures {
    /** A signature, what is odd about it, and whether Bouncy Castle accepts it. */
    record Case(String oddity, VerifyingKey key, byte[] message, byte[] signature, boolean genuine) {
        @Override
        public String toString() {
            return oddity;
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private final SigningKey key;
    private final VerifyingKey verifyingKey;
    private final BigInteger a;
    private final byte[] message;
    private final byte[] genuine;
    private final Random random;

    private HostileSignatures(int number) {
        this.random = new Random(number);
        this.key = SigningKey.derive(SignatureAlgorithm.ED25519, new byte[32], "hostile-" + number);
        this.verifyingKey = key.verifyingKey();
        this.a = EdwardsPoint.privateNumber(key.secret());
        this.message = ("dcep-payment-v1 " + "x".repeat(17 * number)).getBytes(UTF_8);
        this.genuine = key.sign(message);
    }

    /** Everything about {@code keys} keys, the same cases each time. */
    static Stream<Case> of(int keys) {
        return IntStream.range(0, keys).boxed().flatMap(number -> new HostileSignatures(number).all());
    }

    private Stream<Case> all() {
        add("genuine", genuine, true);
        flippedBits();
        variedScalars();
        pointsOfLowOrder();
        torsion();
        foreignPoints();
        otherLengths();
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[64];
            random.nextBytes(noise);
            noise[63] &= 0x0f;
            add("noise", noise, false);
        }
        return cases.stream();
    }

    private void flippedBits() {
        for (int bit = 0; bit < genuine.length * Byte.SIZE; bit++) {
            byte[] flipped = genuine.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            add("bit " + bit, flipped, false);
        }
        for (int bit = 0; bit < message.length * Byte.SIZE; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            cases.add(new Case("bit " + bit + " of the message", verifyingKey, flipped, genuine, false));
        }
    }

    private void variedScalars() {
        byte[] r = Arrays.copyOf(genuine, 32);
        BigInteger s = EdwardsPoint.number(Arrays.copyOfRange(genuine, 32, 64));
        for (BigInteger varied = s.add(L); varied.bitLength() <= 256; varied = varied.add(L)) {
            add("s + kL", Arrays.concatenate(r, littleEndian(varied)), false);
        }
        Stream.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        L.subtract(BigInteger.ONE),
                        L,
                        L.add(BigInteger.ONE),
                        L.subtract(s),
                        BigInteger.TWO.pow(256).subtract(BigInteger.ONE))
                .forEach(odd -> add("s = " + odd, Arrays.concatenate(r, littleEndian(odd)), false));
    }

    /** R of low order in every encoding, s made to fit it by who knows the key. */
    private void pointsOfLowOrder() {
        for (EdwardsPoint point : EdwardsPoint.OF_LOW_ORDER) {
            add("R of low order", fitting(point.encoded(), BigInteger.ZERO), true);
            add("R of low order, s = 0", Arrays.concatenate(point.encoded(), new byte[32]), false);
        }
        for (int y = 0; y < 19; y++) {
            BigInteger tooLarge = P.add(BigInteger.valueOf(y));
            add("R = p + " + y, fitting(littleEndian(tooLarge), BigInteger.ZERO), false);
            add("R = p + " + y + ", signed", fitting(littleEndian(tooLarge.setBit(255)), BigInteger.ZERO), false);
        }
        for (BigInteger y : List.of(BigInteger.ONE, P.subtract(BigInteger.ONE))) {
            add("x = 0 with a sign", fitting(littleEndian(y.setBit(255)), BigInteger.ZERO), false);
        }
    }

    /** R = r B + T: the equation holds times the cofactor 8, and without it only where T is neutral. */
    private void torsion() {
        for (int i = 0; i < 4; i++) {
            BigInteger r = new BigInteger(250, random);
            EdwardsPoint honest = EdwardsPoint.BASE.times(r);
            for (EdwardsPoint point : EdwardsPoint.OF_LOW_ORDER) {
                byte[] encoded = honest.plus(point).encoded();
                add(point.equals(EdwardsPoint.NEUTRAL) ? "own nonce" : "torsion in R", fitting(encoded, r), true);
                add("torsion in R, other s", fitting(encoded, r.add(BigInteger.ONE)), false);
            }
        }
    }

    private void foreignPoints() {
        byte[] s = Arrays.copyOfRange(genuine, 32, 64);
        add("R = A", fitting(verifyingKey.raw(), a), true);
        add("R = A, s of another", Arrays.concatenate(verifyingKey.raw(), s), false);
        add("R = B", fitting(EdwardsPoint.BASE.encoded(), BigInteger.ONE), true);
        for (int y = 2; y < 40; y++) {
            add("y = " + y, Arrays.concatenate(littleEndian(BigInteger.valueOf(y)), s), false);
        }
    }

    private void otherLengths() {
        for (int length = 0; length <= 130; length++) {
            if (length != genuine.length) {
                add("length " + length, Arrays.copyOf(genuine, length), false);
            }
        }
        add("no signature", null, false);
        cases.add(new Case("no message", verifyingKey, null, genuine, false));
        cases.add(new Case("an empty message", verifyingKey, new byte[0], key.sign(new byte[0]), true));
        for (int bytes : new int[] {1 << 18, (1 << 18) + 1, 1 << 20, (1 << 20) + 1}) {
            cases.add(
                    new Case("a message of " + bytes, verifyingKey, new byte[bytes], key.sign(new byte[bytes]), true));
            cases.add(new Case(
                    "a message of " + bytes + " with the wrong signature",
                    verifyingKey,
                    new byte[bytes],
                    genuine,
                    false));
        }
    }

    /** R and s = r + h a. */
    private byte[] fitting(byte[] encodedR, BigInteger r) {
        BigInteger h = EdwardsPoint.challenge(encodedR, verifyingKey.raw(), message);
        return Arrays.concatenate(encodedR, littleEndian(r.add(h.multiply(a)).mod(L)));
    }

    private void add(String oddity, byte[] signature, boolean genuine) {
        cases.add(new Case(oddity, verifyingKey, message, signature, genuine));
    }
}
