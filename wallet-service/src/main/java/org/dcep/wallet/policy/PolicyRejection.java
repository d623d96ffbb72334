package org.dcep.wallet.policy;

import java.util.Optional;
import org.dcep.contracts.PolicyPublished;
import org.dcep.wallet.keys.CentralBankKey;

/** Why a published policy is not applied; the first that applies. */
enum PolicyRejection {
    UNKNOWN_KIND,
    /** The central bank did not sign these characters for this kind, version and date. */
    FORGED,
    /** Genuine, but not understood by this version of the service: it must not be applied in part. */
    UNREADABLE;

    static Optional<PolicyRejection> of(PolicyPublished policy, CentralBankKey centralBank) {
        Optional<PolicyKind> kind = PolicyKind.named(policy.kind());
        if (kind.isEmpty() || policy.version() < 1) {
            return Optional.of(UNKNOWN_KIND);
        }
        if (!centralBank.signed(policy)) {
            return Optional.of(FORGED);
        }
        try {
            kind.get().requireReadable(policy.document());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(UNREADABLE);
        }
    }
}
