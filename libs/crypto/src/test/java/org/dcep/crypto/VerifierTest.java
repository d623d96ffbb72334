package org.dcep.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.SignatureAlgorithm.ED25519;
import static org.dcep.kernel.SignatureAlgorithm.SM2;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dcep.crypto.HostileSignatures.Case;
import org.dcep.kernel.SignatureAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class VerifierTest {
    private static final byte[] MESSAGE = "pay the bearer".getBytes(UTF_8);
    private static final SigningKey KEY = SigningKey.derive(ED25519, new byte[32], "tests");

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theFasterProviderLoadsWhereItShould() {
        assertThat(Verifier.fastest().provider())
                .as(Verifier.fastest().toString())
                .isEqualTo(SignatureProvider.CORRETTO);
    }

    @Test
    void noProviderIsRegistered() {
        Verifier.fastest();
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().contains("Corretto"));
    }

    @Test
    void aKeyThatWasCheckedBeforeGivesTheSameVerdicts() {
        for (Case each : HostileSignatures.of(2).toList()) {
            VerifyingKey again = VerifyingKey.checkedBefore(
                    each.key().algorithm(), each.key().raw());
            assertThat(again).isEqualTo(each.key());
            assertThat(again.verifies(each.message(), each.signature()))
                    .as("Bouncy Castle on %s", each)
                    .isEqualTo(each.genuine());
            assertThat(Verifier.fastest().verifies(again, each.message(), each.signature()))
                    .as("the fastest on %s", each)
                    .isEqualTo(each.genuine());
        }
    }

    @Test
    void bytesThatWereNeverCheckedAndAreNoPointVerifyNothing() {
        byte[] noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xff);
        VerifyingKey key = VerifyingKey.checkedBefore(ED25519, noPoint);
        byte[] signature = KEY.sign(MESSAGE);
        assertThat(key.verifies(MESSAGE, signature)).isFalse();
        assertThat(Verifier.fastest().verifies(key, MESSAGE, signature)).isFalse();
    }

    @Test
    void aKeyOfTheWrongLengthWasNeverChecked() {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            assertThatThrownBy(() -> VerifyingKey.checkedBefore(algorithm, new byte[31]))
                    .isInstanceOf(InvalidKey.class);
            assertThatThrownBy(() -> VerifyingKey.checkedBefore(algorithm, null))
                    .isInstanceOf(InvalidKey.class);
        }
    }

    @Test
    void bothGiveTheExpectedVerdictOnEveryHostileSignature() {
        List<Case> cases = HostileSignatures.of(4).toList();
        assertThat(cases).hasSizeGreaterThan(4000);
        for (Case each : cases) {
            assertThat(each.key().verifies(each.message(), each.signature()))
                    .as("Bouncy Castle on %s", each)
                    .isEqualTo(each.genuine());
            assertThat(Verifier.fastest().verifies(each.key(), each.message(), each.signature()))
                    .as("the fastest on %s", each)
                    .isEqualTo(each.genuine());
        }
    }

    /** The rule on which {@link Verifier} rests, and the only two kinds of signatures that divide the two. */
    @Test
    void theFasterProviderAcceptsNothingThatBouncyCastleRefuses() throws Exception {
        assumeTrue(Verifier.fastest().provider() == SignatureProvider.CORRETTO);
        FasterEd25519 corretto = CorrettoEd25519.load();
        List<Case> overruled = new ArrayList<>();
        for (Case each :
                HostileSignatures.of(4).filter(VerifierTest::isForTheFaster).toList()) {
            boolean accepted = corretto.verifies(each.key().raw(), each.message(), each.signature());
            assertThat(accepted && !each.genuine()).as("accepts %s", each).isFalse();
            if (!accepted && each.genuine()) {
                overruled.add(each);
            }
        }
        Map<String, Long> kinds =
                overruled.stream().collect(Collectors.groupingBy(Case::oddity, Collectors.counting()));
        assertThat(kinds).isEqualTo(Map.of("torsion in R", 4L * 4 * 7, "R of low order", 4L * 7));
    }

    private static boolean isForTheFaster(Case each) {
        return each.message() != null && each.message().length <= 1 << 18 && each.signature() != null;
    }

    @Test
    void keysWithAPointOfLowOrderInThemAreRefusedBeforeAnyProviderSeesThem() {
        EdwardsPoint genuine = EdwardsPoint.BASE.times(EdwardsPoint.privateNumber(KEY.secret()));
        assertThat(VerifyingKey.of(ED25519, genuine.encoded())).isEqualTo(KEY.verifyingKey());
        for (EdwardsPoint point : EdwardsPoint.OF_LOW_ORDER) {
            assertThatThrownBy(() -> VerifyingKey.of(ED25519, point.encoded())).isInstanceOf(InvalidKey.class);
            if (!point.equals(EdwardsPoint.NEUTRAL)) {
                byte[] mixed = genuine.plus(point).encoded();
                assertThatThrownBy(() -> VerifyingKey.of(ED25519, mixed)).isInstanceOf(InvalidKey.class);
            }
        }
    }

    @Property(tries = 1000)
    void whateverIsChangedBothAgree(
            @ForAll @Size(32) byte[] secret,
            @ForAll byte[] message,
            @ForAll @IntRange(max = 63) int position,
            @ForAll byte change) {
        SigningKey key = SigningKey.derive(ED25519, secret, "property");
        byte[] signature = key.sign(message);
        signature[position] ^= change;
        assertThat(Verifier.fastest().verifies(key.verifyingKey(), message, signature))
                .isEqualTo(key.verifyingKey().verifies(message, signature))
                .isEqualTo(change == 0);
    }

    @Test
    void sm2IsBouncyCastlesOnEveryFlippedBit() {
        SigningKey key = SigningKey.derive(SM2, new byte[32], "tests");
        Verifier verifier = Verifier.asking((rawKey, message, signature) -> {
            if (rawKey.length == SM2.keyBytes()) {
                throw new IllegalArgumentException("not a key of Ed25519");
            }
            return strictly(rawKey, message, signature);
        });
        byte[] message = "0123456789".repeat(7).getBytes(UTF_8);
        byte[] signature = key.sign(message);
        assertThat(verifier.verifies(key.verifyingKey(), message, signature)).isTrue();
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            assertThat(verifier.verifies(key.verifyingKey(), message, flipped(signature, bit)))
                    .isFalse();
        }
        for (int bit = 0; bit < message.length * Byte.SIZE; bit++) {
            assertThat(verifier.verifies(key.verifyingKey(), flipped(message, bit), signature))
                    .isFalse();
        }
        assertThat(verifier.provider()).isEqualTo(SignatureProvider.CORRETTO);
        assertThat(verifier.fallbacks(Fallback.FAILED)).as("asked about SM2").isZero();
    }

    @Test
    void aProviderThatThrowsIsOverruledAndCounted() {
        for (Throwable thrown :
                List.of(new IllegalStateException(), new UnsatisfiedLinkError(), new AssertionError())) {
            Verifier verifier = Verifier.asking(afterTheSelfTest((rawKey, message, signature) -> {
                throw new AssertionError(thrown);
            }));
            assertThat(verifier.provider()).isEqualTo(SignatureProvider.CORRETTO);
            assertThat(verifier.verifies(KEY.verifyingKey(), MESSAGE, KEY.sign(MESSAGE)))
                    .isTrue();
            assertThat(verifier.verifies(KEY.verifyingKey(), MESSAGE, new byte[64]))
                    .isFalse();
            assertThat(verifier.fallbacks(Fallback.FAILED)).isEqualTo(2);
            assertThat(verifier.fallbacks(Fallback.OVERRULED)).isZero();
        }
    }

    @Test
    void aProviderThatRefusesAGenuineSignatureIsOverruledAndCounted() {
        Verifier verifier = Verifier.asking(afterTheSelfTest((rawKey, message, signature) -> false));
        assertThat(verifier.verifies(KEY.verifyingKey(), MESSAGE, KEY.sign(MESSAGE)))
                .isTrue();
        assertThat(verifier.verifies(KEY.verifyingKey(), MESSAGE, new byte[64])).isFalse();
        assertThat(verifier.fallbacks(Fallback.OVERRULED)).isOne();
        assertThat(verifier.fallbacks(Fallback.FAILED)).isZero();
    }

    /** One provider for each check that it could leave out. */
    @Test
    void aProviderThatFailsTheSelfTestIsNeverAsked() {
        Stream<FasterEd25519> careless = Stream.of(
                (rawKey, message, signature) -> true,
                (rawKey, message, signature) -> false,
                (rawKey, message, signature) -> {
                    throw new IllegalStateException();
                },
                (rawKey, message, signature) -> strictly(rawKey, message, Arrays.copyOf(signature, 64)),
                (rawKey, message, signature) -> strictly(rawKey, message, withReducedScalar(signature)),
                (rawKey, message, signature) -> signature[0] == (byte) 0xee || strictly(rawKey, message, signature),
                (rawKey, message, signature) ->
                        signature[0] == 1 && signature[31] == (byte) 0x80 || strictly(rawKey, message, signature),
                (rawKey, message, signature) -> signature[0] == (byte) 0xed || strictly(rawKey, message, signature));
        careless.forEach(provider ->
                assertThat(Verifier.asking(provider).provider()).isEqualTo(SignatureProvider.BOUNCY_CASTLE));
        assertThat(Verifier.asking(VerifierTest::strictly).provider()).isEqualTo(SignatureProvider.CORRETTO);
    }

    @Test
    void withoutTheProvidersJarBouncyCastleVerifiesAlone() throws Exception {
        assertBouncyCastleVerifiesAlone(true, "NoClassDefFoundError");
    }

    @Test
    void withoutALibraryForThisMachineBouncyCastleVerifiesAlone() throws Exception {
        String property = "com.amazon.corretto.crypto.provider.useExternalLib";
        System.setProperty(property, "true");
        try {
            assertBouncyCastleVerifiesAlone(false, "does not load");
        } finally {
            System.clearProperty(property);
        }
    }

    /** In classes of their own, loaded with or without the provider's jar. */
    private static void assertBouncyCastleVerifiesAlone(boolean withoutJar, String why) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (!withoutJar || !entry.contains("AmazonCorrettoCryptoProvider")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader apart =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = apart.loadClass(Verifier.class.getName());
            Object verifier = type.getMethod("fastest").invoke(null);
            assertThat(type.getMethod("provider").invoke(verifier)).hasToString("BOUNCY_CASTLE");
            assertThat(verifier.toString()).contains(why);
        }
    }

    @Test
    void manyThreadsShareOneVerifier() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            SigningKey key = SigningKey.derive(ED25519, new byte[32], "thread-" + i % 7);
            byte[] message = {(byte) i, (byte) (i >> 8)};
            boolean genuine = i % 3 != 0;
            byte[] signature = key.sign(message);
            signature[40] ^= (byte) (genuine ? 0 : 1);
            tasks.add(() -> Verifier.fastest().verifies(key.verifyingKey(), message, signature) == genuine);
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

    /** A provider without a flaw, on every machine. */
    private static boolean strictly(byte[] rawKey, byte[] message, byte[] signature) {
        return VerifyingKey.of(ED25519, rawKey).verifies(message, signature);
    }

    private static byte[] withReducedScalar(byte[] signature) {
        if (signature.length != SignatureAlgorithm.SIGNATURE_BYTES) {
            return signature;
        }
        byte[] reduced = signature.clone();
        byte[] s = EdwardsPoint.littleEndian(
                EdwardsPoint.number(Arrays.copyOfRange(signature, 32, 64)).mod(EdwardsPoint.L));
        System.arraycopy(s, 0, reduced, 32, 32);
        return reduced;
    }

    /** Passes the self-test, then does what {@code later} does. */
    private static FasterEd25519 afterTheSelfTest(FasterEd25519 later) {
        return (rawKey, message, signature) ->
                Arrays.equals(rawKey, KEY.verifyingKey().raw())
                        ? later.verifies(rawKey, message, signature)
                        : strictly(rawKey, message, signature);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return copy;
    }
}
