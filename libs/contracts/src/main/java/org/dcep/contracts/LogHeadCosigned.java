package org.dcep.contracts;

import java.time.Instant;

/**
 * The central bank checked that an operator's log begins with every log of this operator that it signed before, and
 * signed this one.
 *
 * @param size the log that was signed, with {@code root}
 * @param keyId the central bank's key
 * @param signature SM2 over {@link org.dcep.kernel.LogHead#cosignedBytes}, base64url
 */
public record LogHeadCosigned(
        String operatorId, long size, String root, Instant cosignedAt, String keyId, String signature)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.LOG_HEAD_COSIGNED;
    }

    @Override
    public String key() {
        return operatorId;
    }
}
