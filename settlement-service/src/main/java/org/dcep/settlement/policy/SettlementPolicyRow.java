package org.dcep.settlement.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;

/** A version of the settlement policy, which says how operators settle. */
@Entity
@Table(name = "settlement_policy")
public class SettlementPolicyRow extends SignedPolicyRow {
    protected SettlementPolicyRow() {}

    SettlementPolicyRow(PolicyPublished event) {
        super(event);
    }

    SettlementPolicy policy() {
        return PolicyJson.readSettlement(document);
    }
}
