package org.dcep.issuer.policy;

import java.util.Optional;
import org.dcep.contracts.PolicyJson;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;

/** The policies that the central bank publishes. */
public enum PolicyKind {
    /** Prices and beneficiaries. */
    GAS {
        @Override
        String normalize(String json) {
            GasPolicy policy = PolicyJson.readGas(json);
            PolicyRules.requireChargeable(policy);
            return PolicyJson.write(policy);
        }

        @Override
        Optional<String> initial() {
            return Optional.of(PolicyJson.write(GasPolicy.initial()));
        }
    },
    /** Limits per class of wallet. */
    WALLET_CLASSES {
        @Override
        String normalize(String json) {
            return PolicyJson.write(PolicyJson.readWalletClasses(json));
        }

        @Override
        Optional<String> initial() {
            return Optional.of(PolicyJson.write(WalletClassPolicy.presetA()));
        }
    },
    /** How operators settle with one another. */
    SETTLEMENT {
        @Override
        String normalize(String json) {
            return PolicyJson.write(PolicyJson.readSettlement(json));
        }

        /** Settlement begins with its first cycle, before any event reaches it: its configuration says how. */
        @Override
        Optional<String> initial() {
            return Optional.empty();
        }
    };

    /**
     * The one text that this policy is signed as.
     *
     * @throws IllegalArgumentException if {@code json} is not a valid policy of this kind; the message is for its
     *     author
     */
    abstract String normalize(String json);

    /** The policy with which a network starts; empty if it starts without one. */
    abstract Optional<String> initial();
}
