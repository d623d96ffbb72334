package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.SignatureAlgorithm.SM2;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2Test {
    private static final BigInteger N = Sm2.order();
    private static final byte[] MESSAGE = "message digest".getBytes(UTF_8);

    /** GB/T 32918.5-2017 (GM/T 0003.5), annex A.2: curve sm2p256v1, the standard user id, "message digest". */
    private static final SigningKey KEY =
            SigningKey.fromSecret(SM2, hex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"));

    private static final byte[] STANDARD_SIGNATURE =
            hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                    + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

    @Test
    void verifiesTheSignatureThatTheStandardPrints() {
        assertThat(KEY.verifyingKey().raw())
                .isEqualTo(hex("04"
                        + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                        + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
        assertThat(KEY.verifyingKey().verifies(MESSAGE, STANDARD_SIGNATURE)).isTrue();
    }

    @Test
    void signsAsTheStandardPrintsWithTheNonceThatItPrints() {
        Sm2SigningKey key = (Sm2SigningKey) KEY;
        BigInteger k = new BigInteger("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21", 16);
        byte[] digest = key.digest(MESSAGE);
        assertThat(digest).isEqualTo(hex("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"));
        assertThat(key.signWith(k, digest)).isEqualTo(STANDARD_SIGNATURE);
    }

    @Test
    void refusesEverySingleBitFlipOfASignature() {
        for (int bit = 0; bit < STANDARD_SIGNATURE.length * Byte.SIZE; bit++) {
            byte[] flipped = STANDARD_SIGNATURE.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(KEY.verifyingKey().verifies(MESSAGE, flipped))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void refusesNumbersThatAreNegatedOrPastTheOrder() {
        BigInteger r = number(STANDARD_SIGNATURE, 0);
        BigInteger s = number(STANDARD_SIGNATURE, 32);
        assertThat(verifies(raw(r, N.subtract(s)))).isFalse();
        assertThat(verifies(raw(N.subtract(r), s))).isFalse();
        assertThat(verifies(raw(s, r))).isFalse();
        assertThat(verifies(raw(BigInteger.ZERO, s))).isFalse();
        assertThat(verifies(raw(r, BigInteger.ZERO))).isFalse();
        assertThat(verifies(raw(BigInteger.ZERO, BigInteger.ZERO))).isFalse();
        assertThat(verifies(raw(N, s))).isFalse();
        assertThat(verifies(raw(r, N))).isFalse();
        assertThat(verifies(raw(BigInteger.TWO.pow(256).subtract(BigInteger.ONE), s)))
                .isFalse();
        BigInteger five = BigInteger.valueOf(5);
        assertThat(verifies(raw(five, N.subtract(five)))).as("r + s = n").isFalse();
        // A second encoding of the same number, where n + 5 still fits 32 bytes.
        assertThat(verifies(raw(N.add(five), s))).isFalse();
        assertThat(verifies(raw(r, N.add(five)))).isFalse();
    }

    @Test
    void refusesSignaturesThatAreNotExactly64Bytes() throws CryptoException {
        assertThat(verifies(Arrays.copyOf(STANDARD_SIGNATURE, 63))).isFalse();
        assertThat(verifies(Arrays.copyOf(STANDARD_SIGNATURE, 65))).isFalse();
        assertThat(verifies(new byte[0])).isFalse();
        assertThat(verifies(null)).isFalse();
        byte[] der = foreignSignature(Sm2.USER_ID, new SM3Digest(), StandardDSAEncoding.INSTANCE);
        assertThat(verifies(der)).as("the DER form that openssl writes").isFalse();
    }

    @Test
    void acceptsBouncyCastlesOwnSignaturesAndItAcceptsOurs() throws CryptoException {
        assertThat(verifies(foreignSignature(Sm2.USER_ID, new SM3Digest(), PlainDSAEncoding.INSTANCE)))
                .isTrue();
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE);
        ECPublicKeyParameters key = new ECPublicKeyParameters(
                Sm2.DOMAIN.getCurve().decodePoint(KEY.verifyingKey().raw()), Sm2.DOMAIN);
        verifier.init(false, new ParametersWithID(key, Sm2.USER_ID));
        verifier.update(MESSAGE, 0, MESSAGE.length);
        assertThat(verifier.verifySignature(KEY.sign(MESSAGE))).isTrue();
    }

    @Test
    void refusesSignaturesUnderAnotherUserId() throws CryptoException {
        byte[] other = "ALICE123@YAHOO.COM".getBytes(UTF_8);
        assertThat(verifies(foreignSignature(other, new SM3Digest(), PlainDSAEncoding.INSTANCE)))
                .isFalse();
        assertThat(verifies(foreignSignature(new byte[0], new SM3Digest(), PlainDSAEncoding.INSTANCE)))
                .isFalse();
    }

    @Test
    void refusesSignaturesOverAnotherDigest() throws CryptoException {
        assertThat(verifies(foreignSignature(Sm2.USER_ID, new SHA256Digest(), PlainDSAEncoding.INSTANCE)))
                .isFalse();
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        SigningKey other = SigningKey.derive(SM2, new byte[32], "other");
        assertThat(verifies(other.sign(MESSAGE))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "02", "03", "05", "06", "07", "ff"})
    void refusesEveryFormOfAPointButTheUncompressed(String form) {
        byte[] key = KEY.verifyingKey().raw();
        key[0] = hex(form)[0];
        assertRefused(key);
    }

    @Test
    void refusesTheHybridFormThatBouncyCastleWouldRead() {
        byte[] key = KEY.verifyingKey().raw();
        key[0] = (byte) (0x06 | key[64] & 1);
        assertThat(Sm2.DOMAIN.getCurve().decodePoint(key).isValid()).isTrue();
        assertRefused(key);
    }

    @Test
    void refusesPointsOffTheCurve() {
        for (int position : new int[] {1, 32, 33, 64}) {
            byte[] key = KEY.verifyingKey().raw();
            key[position] ^= 1;
            assertRefused(key);
        }
        byte[] origin = new byte[65];
        origin[0] = 4;
        assertRefused(origin);
    }

    @Test
    void refusesCoordinatesPastTheField() {
        byte[] key = KEY.verifyingKey().raw();
        Arrays.fill(key, 1, 33, (byte) 0xff);
        assertRefused(key);
        BigInteger p = Sm2.DOMAIN.getCurve().getField().getCharacteristic();
        byte[] zeroAsP = new byte[65];
        zeroAsP[0] = 4;
        BigIntegers.asUnsignedByteArray(p, zeroAsP, 1, 32);
        assertRefused(zeroAsP);
    }

    @Test
    void refusesInfinityAndCompressedPoints() {
        assertRefused(new byte[1]);
        assertRefused(new byte[65]);
        assertRefused(Arrays.copyOf(KEY.verifyingKey().raw(), 33));
        assertRefused(Arrays.copyOf(KEY.verifyingKey().raw(), 64));
        assertRefused(Arrays.copyOf(KEY.verifyingKey().raw(), 66));
        assertRefused(null);
    }

    @Test
    void refusesPrivateKeysOutOfRange() {
        assertSecretRefused(BigInteger.ZERO);
        assertSecretRefused(N.subtract(BigInteger.ONE));
        assertSecretRefused(N);
        assertSecretRefused(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }

    @Test
    void takesTheSmallestAndTheLargestPrivateKey() {
        for (BigInteger d : new BigInteger[] {BigInteger.ONE, N.subtract(BigInteger.TWO)}) {
            SigningKey key = SigningKey.fromSecret(SM2, BigIntegers.asUnsignedByteArray(32, d));
            assertThat(key.verifyingKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
        }
    }

    @Test
    void neverUsesANonceTwice() {
        // Equal x of the nonce's point over different digests would show as equal r - e.
        Sm2SigningKey key = (Sm2SigningKey) KEY;
        Set<BigInteger> noncePoints = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] message = Integer.toString(i).getBytes(UTF_8);
            BigInteger e = new BigInteger(1, key.digest(message));
            noncePoints.add(number(key.sign(message), 0).subtract(e).mod(N));
        }
        assertThat(noncePoints).hasSize(2_000);
    }

    @Test
    void signsTheSameMessageAlwaysTheSame() {
        assertThat(KEY.sign(MESSAGE)).isEqualTo(KEY.sign(MESSAGE));
    }

    private static byte[] foreignSignature(byte[] userId, Digest digest, DSAEncoding encoding) throws CryptoException {
        SM2Signer signer = new SM2Signer(encoding, digest);
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(new BigInteger(1, KEY.secret()), Sm2.DOMAIN);
        signer.init(true, new ParametersWithID(key, userId));
        signer.update(MESSAGE, 0, MESSAGE.length);
        return signer.generateSignature();
    }

    private static boolean verifies(byte[] signature) {
        return KEY.verifyingKey().verifies(MESSAGE, signature);
    }

    private static void assertRefused(byte[] key) {
        assertThatThrownBy(() -> VerifyingKey.of(SM2, key)).isInstanceOf(InvalidKey.class);
    }

    private static void assertSecretRefused(BigInteger d) {
        assertThatThrownBy(() -> SigningKey.fromSecret(SM2, BigIntegers.asUnsignedByteArray(32, d)))
                .isInstanceOf(InvalidKey.class);
    }

    private static byte[] raw(BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        BigIntegers.asUnsignedByteArray(r, signature, 0, 32);
        BigIntegers.asUnsignedByteArray(s, signature, 32, 32);
        return signature;
    }

    private static BigInteger number(byte[] bytes, int offset) {
        return new BigInteger(1, bytes, offset, 32);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
