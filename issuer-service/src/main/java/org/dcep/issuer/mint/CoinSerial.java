package org.dcep.issuer.mint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.dcep.kernel.CanonicalText;

/**
 * Names coins: a UUID of version 8 made from SHA-256 over network, cause and line (RFC 9562, appendix B.2), so that the
 * same run gives the same serials and two causes never share one.
 */
public final class CoinSerial {
    private static final String TAG = "dcep-coin-serial-v1";

    private CoinSerial() {}

    /**
     * @param cause why the coin is made, such as {@code ISSUANCE}
     * @param line 1 for the first coin that this cause makes for this owner
     */
    public static UUID of(String network, String cause, UUID causeId, String owner, int line) {
        byte[] name = CanonicalText.of(TAG)
                .field(network)
                .field(cause)
                .field(causeId.toString())
                .field(owner)
                .field(line)
                .bytes();
        ByteBuffer hash = ByteBuffer.wrap(sha256(name));
        long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
