package org.dcep.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;
import org.bouncycastle.util.Arrays;

/**
 * Ed25519 of AWS-LC: refuses s >= L, and compares R as bytes with s B - h A, without the cofactor 8 that Bouncy Castle
 * multiplies by. The provider is asked directly and never registered, so nothing else in the process changes.
 *
 * <p>A key is handed over as bytes each time, which costs 0.3 us. A native key that is kept costs 700 bytes, most of
 * them where the garbage collector does not see them.
 */
final class CorrettoEd25519 implements FasterEd25519 {
    private static final String ALGORITHM = "Ed25519";
    /** What precedes the 32 bytes of a key in its X.509 form (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /** One a thread: initialised anew it frees the native key of the last call at once, not at some collection. */
    private final ThreadLocal<Signature> signatures = ThreadLocal.withInitial(CorrettoEd25519::signature);

    /**
     * Loads the native library, which takes some tenths of a second.
     *
     * @throws GeneralSecurityException if there is none for this machine
     * @throws LinkageError if the provider is not on the class path
     */
    static CorrettoEd25519 load() throws GeneralSecurityException {
        Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (error != null) {
            throw new NoSuchAlgorithmException("the native library does not load: " + error, error);
        }
        Signature.getInstance(ALGORITHM, AmazonCorrettoCryptoProvider.INSTANCE); // Waits for the provider's own tests.
        return new CorrettoEd25519();
    }

    private static Signature signature() {
        try {
            return Signature.getInstance(ALGORITHM, AmazonCorrettoCryptoProvider.INSTANCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the provider has withdrawn " + ALGORITHM, e);
        }
    }

    @Override
    public boolean verifies(byte[] rawKey, byte[] message, byte[] signature) throws GeneralSecurityException {
        boolean decided = false;
        try {
            Signature verification = signatures.get();
            verification.initVerify(new RawKey(rawKey));
            verification.update(message);
            boolean genuine = verification.verify(signature);
            decided = true;
            return genuine;
        } finally {
            if (!decided) {
                signatures.remove();
            }
        }
    }

    /** The least that the provider reads of a key: its encoded form. */
    private record RawKey(byte[] raw) implements PublicKey {
        /** The family's name: keys that call themselves Ed25519 the provider refuses. */
        @Override
        public String getAlgorithm() {
            return "EdDSA";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return Arrays.concatenate(X509_HEAD, raw);
        }
    }
}
