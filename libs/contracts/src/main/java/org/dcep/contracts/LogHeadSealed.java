package org.dcep.contracts;

import java.time.Instant;
import java.util.List;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogState;

/**
 * Settlement sealed an operator's log and proves that nothing before has changed.
 *
 * @param size how many payments the log holds
 * @param root of the Merkle tree over them, 64 hexadecimal digits
 * @param previousSize the log at the head before, with {@code previousRoot}
 * @param keyId settlement's key
 * @param signature SM2 over {@link LogHead#signedBytes}, base64url
 * @param mlDsaKeyId settlement's second key, empty if it signs with one only
 * @param mlDsaSignature ML-DSA-65 over the same bytes, base64url, or empty
 * @param consistencyProof that the log begins with the previous one: RFC 9162, 64 hexadecimal digits each
 */
public record LogHeadSealed(
        String operatorId,
        long size,
        String root,
        long previousSize,
        String previousRoot,
        Instant sealedAt,
        String keyId,
        String signature,
        String mlDsaKeyId,
        String mlDsaSignature,
        List<String> consistencyProof)
        implements Event {

    /**
     * What was signed.
     *
     * @throws IllegalArgumentException if sizes or roots are none
     */
    public LogHead head() {
        return new LogHead(
                operatorId, new LogState(size, root), new LogState(previousSize, previousRoot), sealedAt, keyId);
    }

    @Override
    public Topic topic() {
        return Topic.LOG_HEAD_SEALED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
