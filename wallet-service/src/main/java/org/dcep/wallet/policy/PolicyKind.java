package org.dcep.wallet.policy;

import java.util.Optional;
import org.dcep.contracts.PolicyJson;

/** The kinds of policy, by their names in events. */
enum PolicyKind {
    GAS {
        @Override
        void requireReadable(String document) {
            PolicyJson.readGas(document);
        }
    },
    WALLET_CLASSES {
        @Override
        void requireReadable(String document) {
            PolicyJson.readWalletClasses(document);
        }
    };

    /**
     * @throws IllegalArgumentException if the document is not a policy of this kind
     */
    abstract void requireReadable(String document);

    static Optional<PolicyKind> named(String name) {
        for (PolicyKind kind : values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
