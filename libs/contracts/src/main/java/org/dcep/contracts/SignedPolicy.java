package org.dcep.contracts;

import java.time.Instant;
import org.dcep.kernel.CanonicalText;

/** The bytes that the central bank signs when it publishes a policy. */
public final class SignedPolicy {
    public static final String TAG = "dcep-policy-v1";

    private SignedPolicy() {}

    /** Binds kind, version and date to the document; a line feed in the document would be refused, so it has none. */
    public static byte[] signedBytes(String network, String kind, int version, Instant effectiveFrom, String document) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(kind)
                .field(version)
                .field(effectiveFrom.toString())
                .field(document)
                .bytes();
    }
}
