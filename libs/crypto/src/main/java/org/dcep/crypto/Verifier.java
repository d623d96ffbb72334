package org.dcep.crypto;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * Verifies many signatures, Ed25519 by a faster provider where one loads. The verdict is always Bouncy Castle's, as
 * {@link VerifyingKey#verifies} gives it: what the faster provider accepts Bouncy Castle accepts too, and what it
 * refuses or cannot decide Bouncy Castle decides. A forged signature therefore costs both.
 *
 * <p>The choice is the caller's and is made once, by taking one of the two.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.fastest();
 * boolean genuine = verifier.verifies(key, order.signedBytes("sandbox"), signature);
 * }</pre>
 */
public final class Verifier {
    /** Longer messages are not for the faster provider: it keeps a buffer as long as the longest one per thread. */
    private static final int LONGEST_MESSAGE_BYTES = 1 << 18;

    private final SignatureProvider provider;
    private final FasterEd25519 faster;
    private final String description;
    private final Map<Fallback, LongAdder> fallbacks = new EnumMap<>(Fallback.class);

    private Verifier(SignatureProvider provider, FasterEd25519 faster, String description) {
        this.provider = provider;
        this.faster = faster;
        this.description = description;
        for (Fallback fallback : Fallback.values()) {
            fallbacks.put(fallback, new LongAdder());
        }
    }

    /** Bouncy Castle alone. */
    public static Verifier bouncyCastle() {
        return new Verifier(SignatureProvider.BOUNCY_CASTLE, null, "Bouncy Castle");
    }

    /**
     * The faster provider where it is on the class path, loads on this machine and passes a self-test with hostile
     * signatures; otherwise Bouncy Castle alone. The first call takes some tenths of a second, the others share its
     * result.
     */
    public static Verifier fastest() {
        return Fastest.VERIFIER;
    }

    /** Asks {@code faster} first if it passes the self-test, which is the only way in for a provider. */
    static Verifier asking(FasterEd25519 faster) {
        return Ed25519SelfTest.passes(faster)
                ? new Verifier(SignatureProvider.CORRETTO, faster, "AWS-LC for Ed25519, Bouncy Castle for all else")
                : new Verifier(
                        SignatureProvider.BOUNCY_CASTLE, null, "Bouncy Castle: the faster one fails its self-test");
    }

    /** Whether {@code signature} is {@code key}'s over {@code message}. Never throws, like {@link VerifyingKey#verifies}. */
    public boolean verifies(VerifyingKey key, byte[] message, byte[] signature) {
        return isForTheFaster(key, message, signature)
                ? fasterVerifies(key, message, signature)
                : key.verifies(message, signature);
    }

    private boolean isForTheFaster(VerifyingKey key, byte[] message, byte[] signature) {
        return faster != null
                && key.algorithm() == SignatureAlgorithm.ED25519
                && message != null
                && message.length <= LONGEST_MESSAGE_BYTES
                && signature != null
                && signature.length == SignatureAlgorithm.SIGNATURE_BYTES;
    }

    private boolean fasterVerifies(VerifyingKey key, byte[] message, byte[] signature) {
        try {
            if (faster.verifies(key.raw(), message, signature)) {
                return true;
            }
        } catch (Exception | Error e) { // Native code has many ways to fail, and none of them is a verdict.
            fallbacks.get(Fallback.FAILED).increment();
            return key.verifies(message, signature);
        }
        boolean genuine = key.verifies(message, signature);
        if (genuine) {
            fallbacks.get(Fallback.OVERRULED).increment();
        }
        return genuine;
    }

    /** Who is asked first. */
    public SignatureProvider provider() {
        return provider;
    }

    /** How often Bouncy Castle had to decide for this reason, since the start of the process. */
    public long fallbacks(Fallback reason) {
        return fallbacks.get(reason).sum();
    }

    /** Who verifies, and why no faster one does; for a log. */
    @Override
    public String toString() {
        return description;
    }

    private static final class Fastest {
        static final Verifier VERIFIER = load();

        private static Verifier load() {
            try {
                return asking(CorrettoEd25519.load());
            } catch (Exception | Error e) { // Not on the class path, another processor or C library, no room to unpack.
                return new Verifier(
                        SignatureProvider.BOUNCY_CASTLE, null, "Bouncy Castle: no faster provider here (" + e + ")");
            }
        }
    }
}
