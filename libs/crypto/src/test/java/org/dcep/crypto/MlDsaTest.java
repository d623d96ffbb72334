package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MlDsaTest {
    private static final byte[] MESSAGE = "a tree head".getBytes(UTF_8);
    private final MlDsaSigningKey key = MlDsaSigningKey.derive(new byte[32], "heads");

    @Test
    void verifiesItsOwnSignatureAndNoOther() {
        byte[] signature = key.sign(MESSAGE);
        MlDsaVerifyingKey published = MlDsaVerifyingKey.of(key.verifyingKey().raw());
        assertThat(signature).hasSize(MlDsaVerifyingKey.SIGNATURE_BYTES);
        assertThat(published.verifies(MESSAGE, signature)).isTrue();
        assertThat(published.verifies("another head".getBytes(UTF_8), signature))
                .isFalse();
        signature[100] ^= 1;
        assertThat(published.verifies(MESSAGE, signature)).isFalse();
        assertThat(published.verifies(MESSAGE, new byte[64])).isFalse();
        assertThat(MlDsaSigningKey.derive(new byte[32], "others").verifyingKey().verifies(MESSAGE, key.sign(MESSAGE)))
                .isFalse();
    }

    @Test
    void signsDeterministically() {
        assertThat(key.sign(MESSAGE))
                .isEqualTo(MlDsaSigningKey.derive(new byte[32], "heads").sign(MESSAGE));
    }

    /** Whoever derives the same key elsewhere must get the same one, with whatever library. */
    @Test
    void isTheKeyOfFips204ForItsSeed() {
        assertThat(HexFormat.of().formatHex(key.verifyingKey().raw())).startsWith(EXPECTED_RHO);
    }

    /** The first 32 bytes of the public key: H(seed || k || l, 128)[0:32] of FIPS 204, algorithm 6, by SHAKE256. */
    private static final String EXPECTED_RHO = rho();

    private static String rho() {
        org.bouncycastle.crypto.digests.SHAKEDigest shake = new org.bouncycastle.crypto.digests.SHAKEDigest(256);
        byte[] seed = KeyDerivation.derive(new byte[32], "heads");
        shake.update(seed, 0, seed.length);
        shake.update((byte) 6);
        shake.update((byte) 5);
        byte[] rho = new byte[32];
        shake.doFinal(rho, 0, rho.length);
        return HexFormat.of().formatHex(rho);
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> MlDsaVerifyingKey.of(new byte[32])).isInstanceOf(InvalidKey.class);
    }
}
