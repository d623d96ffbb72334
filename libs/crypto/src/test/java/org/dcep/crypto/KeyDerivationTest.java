package org.dcep.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyDerivationTest {
    /** RFC 5869, appendix A.1 and A.3. */
    @Test
    void derivesTheVectorsOfRfc5869() {
        byte[] secret = hex("0b".repeat(22));
        assertThat(KeyDerivation.expand(secret, hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
        assertThat(KeyDerivation.expand(secret, null, new byte[0], 42))
                .isEqualTo(hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }

    @Test
    void givesEachPurposeItsOwnBytes() {
        byte[] secret = new byte[32];
        assertThat(KeyDerivation.derive(secret, "receipt-key/bank-a"))
                .hasSize(32)
                .isEqualTo(KeyDerivation.derive(secret, "receipt-key/bank-a"))
                .isNotEqualTo(KeyDerivation.derive(secret, "receipt-key/bank-b"));
    }

    @Test
    void refusesShortSecretsAndBlankPurposes() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.derive(new byte[15], "purpose"));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDerivation.derive(new byte[32], " "));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
