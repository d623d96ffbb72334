package org.dcep.settlement.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;

/** The kinds of policies that settlement keeps, by the names that they are published under. */
enum KeptPolicy {
    GAS(GasPolicyRow.class, GasPolicyRow::new, PolicyJson::readGas),
    SETTLEMENT(SettlementPolicyRow.class, SettlementPolicyRow::new, PolicyJson::readSettlement);

    private final Class<? extends SignedPolicyRow> rows;
    private final Function<PolicyPublished, SignedPolicyRow> newRow;
    private final Consumer<String> reader;

    KeptPolicy(
            Class<? extends SignedPolicyRow> rows,
            Function<PolicyPublished, SignedPolicyRow> newRow,
            Consumer<String> reader) {
        this.rows = rows;
        this.newRow = newRow;
        this.reader = reader;
    }

    /** Empty for a kind that is no concern of settlement's. */
    static Optional<KeptPolicy> named(String kind) {
        return Arrays.stream(values()).filter(kept -> kept.name().equals(kind)).findFirst();
    }

    Class<? extends SignedPolicyRow> rows() {
        return rows;
    }

    SignedPolicyRow row(PolicyPublished event) {
        return newRow.apply(event);
    }

    /**
     * @throws IllegalArgumentException if it is no document of this kind
     */
    void check(String document) {
        reader.accept(document);
    }
}
