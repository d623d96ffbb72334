package org.dcep.contracts;

import java.time.Instant;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.LogState;

/**
 * The central bank froze an operator's shard, because its log contradicts itself, or lifted the freeze. A frozen shard
 * takes no new payments.
 *
 * @param number 1, 2, 3, ... per operator: a reader drops what is not above what it knows
 * @param reason the dispute's code, or why a person lifted the freeze
 * @param size the log from which the next head must prove its consistency, with {@code root}
 * @param keyId the central bank's key
 * @param signature SM2 over {@link #signedBytes}, base64url
 */
public record ShardFreezeChanged(
        String operatorId,
        long number,
        boolean frozen,
        String reason,
        long size,
        String root,
        Instant decidedAt,
        String keyId,
        String signature)
        implements Event {
    public static final String TAG = "dcep-shard-freeze-v1";

    /**
     * The bytes under the central bank's signature.
     *
     * @throws IllegalArgumentException if a field contains a line feed
     */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(operatorId)
                .field(number)
                .field(frozen ? "frozen" : "lifted")
                .field(reason)
                .field(size)
                .field(root)
                .field(decidedAt.toString())
                .field(keyId)
                .bytes();
    }

    /** The same decision with its signature. */
    public ShardFreezeChanged signed(String newSignature) {
        return new ShardFreezeChanged(operatorId, number, frozen, reason, size, root, decidedAt, keyId, newSignature);
    }

    /** The same decision for another log to go on from. */
    public ShardFreezeChanged from(LogState log) {
        return new ShardFreezeChanged(
                operatorId, number, frozen, reason, log.size(), log.root(), decidedAt, keyId, signature);
    }

    @Override
    public Topic topic() {
        return Topic.SHARD_FREEZE_CHANGED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
