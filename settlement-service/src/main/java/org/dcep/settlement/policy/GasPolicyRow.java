package org.dcep.settlement.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.ledger.GasPolicy;

/** A version of the gas policy, which says who shares the revenue. */
@Entity
@Table(name = "gas_policy")
public class GasPolicyRow extends SignedPolicyRow {
    protected GasPolicyRow() {}

    GasPolicyRow(PolicyPublished event) {
        super(event);
    }

    public GasPolicy policy() {
        return PolicyJson.readGas(document);
    }
}
