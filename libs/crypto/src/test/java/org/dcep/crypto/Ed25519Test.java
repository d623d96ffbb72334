package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.SignatureAlgorithm.ED25519;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] MESSAGE = "pay the bearer".getBytes(UTF_8);
    private static final SigningKey KEY = SigningKey.derive(ED25519, new byte[32], "tests");

    /** RFC 8032 section 7.1, tests 1, 2, 3 and SHA(abc): secret, public key, message, signature. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
                + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
                + "af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
                + "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890"
                + "9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    })
    void signsAndVerifiesTheVectorsOfRfc8032(String secret, String publicKey, String message, String signature) {
        SigningKey key = SigningKey.fromSecret(ED25519, hex(secret));
        assertThat(key.verifyingKey().raw()).isEqualTo(hex(publicKey));
        assertThat(key.sign(hex(message))).isEqualTo(hex(signature));
        assertThat(key.verifyingKey().verifies(hex(message), hex(signature))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void refusesAllEightPointsOfLowOrder(String key) {
        assertRefused(hex(key));
    }

    /** Every y from p to 2^255 - 1, and the two x = 0 with a sign, which no canonical encoding has. */
    static Stream<byte[]> nonCanonicalEncodings() {
        Stream<BigInteger> tooLarge = IntStream.range(0, 19).mapToObj(y -> P.add(BigInteger.valueOf(y)));
        Stream<BigInteger> signed =
                Stream.of(BigInteger.ONE, P.subtract(BigInteger.ONE)).map(y -> y.setBit(255));
        return Stream.concat(tooLarge.flatMap(y -> Stream.of(y, y.setBit(255))), signed)
                .map(Ed25519Test::littleEndian);
    }

    @ParameterizedTest
    @MethodSource("nonCanonicalEncodings")
    void refusesNonCanonicalEncodings(byte[] key) {
        assertRefused(key);
    }

    @Test
    void refusesAGenuineKeyPlusThePointOfOrderTwo() {
        // (x, y) + (0, -1) = (-x, -y): on the curve, canonical, and outside the prime-order group.
        BigInteger encoded = number(KEY.verifyingKey().raw());
        BigInteger mixed = P.subtract(encoded.clearBit(255));
        assertRefused(littleEndian(encoded.testBit(255) ? mixed : mixed.setBit(255)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 65})
    void refusesKeysOfOtherLengths(int length) {
        assertRefused(new byte[length]);
    }

    @Test
    void refusesAPublicKeyThatIsNull() {
        assertRefused(null);
    }

    @Test
    void refusesEverySingleBitFlipOfASignature() {
        byte[] signature = KEY.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            assertThat(KEY.verifyingKey().verifies(MESSAGE, flipped(signature, bit)))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void refusesEverySingleBitFlipOfAMessage() {
        byte[] signature = KEY.sign(MESSAGE);
        for (int bit = 0; bit < MESSAGE.length * Byte.SIZE; bit++) {
            assertThat(KEY.verifyingKey().verifies(flipped(MESSAGE, bit), signature))
                    .isFalse();
        }
    }

    @Test
    void refusesSPlusMultiplesOfTheGroupOrder() {
        byte[] signature = KEY.sign(MESSAGE);
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        for (BigInteger varied = s.add(L); varied.bitLength() <= 256; varied = varied.add(L)) {
            byte[] malleated = signature.clone();
            System.arraycopy(littleEndian(varied), 0, malleated, 32, 32);
            assertThat(KEY.verifyingKey().verifies(MESSAGE, malleated)).isFalse();
        }
    }

    @Test
    void refusesSignaturesThatAreNotExactly64Bytes() {
        byte[] signature = KEY.sign(MESSAGE);
        assertThat(KEY.verifyingKey().verifies(MESSAGE, Arrays.copyOf(signature, 63)))
                .isFalse();
        assertThat(KEY.verifyingKey().verifies(MESSAGE, Arrays.copyOf(signature, 65)))
                .isFalse();
        assertThat(KEY.verifyingKey().verifies(MESSAGE, new byte[0])).isFalse();
        assertThat(KEY.verifyingKey().verifies(MESSAGE, null)).isFalse();
        assertThat(KEY.verifyingKey().verifies(null, signature)).isFalse();
    }

    @Test
    void refusesSignaturesMadeOfZerosOrOnes() {
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(KEY.verifyingKey().verifies(MESSAGE, new byte[64])).isFalse();
        assertThat(KEY.verifyingKey().verifies(MESSAGE, ones)).isFalse();
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        SigningKey other = SigningKey.derive(ED25519, new byte[32], "other");
        assertThat(KEY.verifyingKey().verifies(MESSAGE, other.sign(MESSAGE))).isFalse();
    }

    private static void assertRefused(byte[] key) {
        assertThatThrownBy(() -> VerifyingKey.of(ED25519, key)).isInstanceOf(InvalidKey.class);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return copy;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bigEndian = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bigEndian.length, 32);
        System.arraycopy(bigEndian, bigEndian.length - length, padded, 32 - length, length);
        return reversed(padded);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
