package org.dcep.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dcep.kernel.SignatureAlgorithm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturePropertiesTest {
    @Property(tries = 200)
    void whatAKeySignsItsPublicKeyVerifies(
            @ForAll SignatureAlgorithm algorithm, @ForAll @Size(32) byte[] secret, @ForAll byte[] message) {
        SigningKey key = SigningKey.derive(algorithm, secret, "property");
        VerifyingKey published = VerifyingKey.of(algorithm, key.verifyingKey().raw());
        byte[] signature = key.sign(message);

        assertThat(signature).hasSize(64).isEqualTo(key.sign(message));
        assertThat(published).isEqualTo(key.verifyingKey());
        assertThat(published.verifies(message, signature)).isTrue();
    }

    @Property(tries = 200)
    void aSignatureBelongsToItsMessageOnly(
            @ForAll SignatureAlgorithm algorithm, @ForAll byte[] message, @ForAll byte[] other) {
        Assume.that(!Arrays.equals(message, other));
        SigningKey key = key(algorithm);
        assertThat(key.verifyingKey().verifies(other, key.sign(message))).isFalse();
    }

    @Property(tries = 500)
    void garbageIsNobodysSignature(
            @ForAll SignatureAlgorithm algorithm,
            @ForAll byte[] message,
            @ForAll @Size(max = 80) byte[] garbage,
            @ForAll boolean wellSized) {
        byte[] signature = wellSized ? Arrays.copyOf(garbage, 64) : garbage;
        assertThat(key(algorithm).verifyingKey().verifies(message, signature)).isFalse();
    }

    @Property(tries = 500)
    void garbageIsAKeyOrInvalidAndNothingElse(
            @ForAll SignatureAlgorithm algorithm, @ForAll @Size(max = 70) byte[] garbage, @ForAll boolean wellSized) {
        byte[] raw = wellSized ? Arrays.copyOf(garbage, algorithm.keyBytes()) : garbage;
        try {
            assertThat(VerifyingKey.of(algorithm, raw).raw()).isEqualTo(raw);
        } catch (InvalidKey expected) {
            assertThat(expected).hasMessageContaining(algorithm.wireName());
        }
    }

    @Property(tries = 100)
    void keysHandOutCopies(@ForAll SignatureAlgorithm algorithm, @ForAll @IntRange(max = 31) int position) {
        SigningKey key = key(algorithm);
        byte[] secret = key.secret();
        byte[] raw = key.verifyingKey().raw();
        key.secret()[position] ^= 1;
        key.verifyingKey().raw()[position] ^= 1;
        assertThat(key.secret()).isEqualTo(secret);
        assertThat(key.verifyingKey().raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @EnumSource
    void generatedKeysDifferAndWork(SignatureAlgorithm algorithm) {
        SecureRandom random = new SecureRandom();
        SigningKey one = SigningKey.generate(algorithm, random);
        SigningKey two = SigningKey.generate(algorithm, random);
        assertThat(one.verifyingKey()).isNotEqualTo(two.verifyingKey());
        assertThat(one.verifyingKey().verifies(new byte[3], one.sign(new byte[3])))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void textNamesTheKeyAndNotTheSecret(SignatureAlgorithm algorithm) {
        SigningKey key = key(algorithm);
        assertThat(key.verifyingKey().keyId())
                .matches("[0-9a-f]{16}")
                .isEqualTo(Sm3.hex(key.verifyingKey().raw()).substring(0, 16));
        assertThat(key)
                .hasToString("private " + algorithm.wireName() + " key "
                        + key.verifyingKey().keyId());
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsUseOneKey(SignatureAlgorithm algorithm) throws Exception {
        SigningKey key = key(algorithm);
        VerifyingKey shared = VerifyingKey.of(algorithm, key.verifyingKey().raw());
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] message = {(byte) i, (byte) (i >> 8)};
            boolean genuine = i % 3 != 0;
            tasks.add(() -> {
                byte[] signature = key.sign(message);
                signature[40] ^= (byte) (genuine ? 0 : 1);
                return shared.verifies(message, signature) == genuine;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SigningKey key(SignatureAlgorithm algorithm) {
        return SigningKey.derive(algorithm, new byte[32], "tests");
    }
}
