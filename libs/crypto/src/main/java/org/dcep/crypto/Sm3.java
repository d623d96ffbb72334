package org.dcep.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The hash of GM/T 0004-2012 (ISO/IEC 10118-3), 32 bytes. */
public final class Sm3 {
    public static final int DIGEST_BYTES = 32;

    private Sm3() {}

    /** The 32 bytes of SM3 over all of {@code message}. */
    public static byte[] digest(byte[] message) {
        return digest(message, new byte[0]);
    }

    /** The digest as 64 lower-case hexadecimal digits. */
    public static String hex(byte[] message) {
        return HexFormat.of().formatHex(digest(message));
    }

    /** SM3 over {@code head} followed by {@code tail}, without joining them first. */
    static byte[] digest(byte[] head, byte[] tail) {
        SM3Digest sm3 = new SM3Digest();
        sm3.update(head, 0, head.length);
        sm3.update(tail, 0, tail.length);
        byte[] digest = new byte[DIGEST_BYTES];
        sm3.doFinal(digest, 0);
        return digest;
    }
}
