package org.dcep.simulator.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * Ids and keys that a seed decides. Fit for a sandbox whose databases are fresh: two runs with one seed make the same
 * ids, and whoever knows the seed knows the keys.
 */
public final class Ids {
    private final long seed;
    private final byte[] secret;

    public Ids(long seed) {
        this.seed = seed;
        this.secret = digest("secret", 0);
    }

    /** The id of the {@code number}th thing of a kind. */
    public UUID id(String kind, long number) {
        ByteBuffer digest = ByteBuffer.wrap(digest(kind, number));
        long high = digest.getLong() & ~0xF000L | 0x4000L;
        long low = digest.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }

    /** The key of the wallet that is called {@code name}. */
    public SigningKey key(SignatureAlgorithm algorithm, String name) {
        return SigningKey.derive(algorithm, secret, "wallet/" + name);
    }

    private byte[] digest(String kind, long number) {
        return Sm3.digest(("dcep-id\n" + seed + "\n" + kind + "\n" + number).getBytes(StandardCharsets.UTF_8));
    }
}
