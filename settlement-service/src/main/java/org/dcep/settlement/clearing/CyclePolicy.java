package org.dcep.settlement.clearing;

import io.vertx.mutiny.sqlclient.Row;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.PolicyJson;

/** The policy that a cycle took when it opened. */
final class CyclePolicy {
    private CyclePolicy() {}

    /** From the columns {@code mode}, {@code asset} and {@code document}, which is null if there was only a configuration. */
    static SettlementPolicy of(Row row) {
        String document = row.getString("document");
        return document != null
                ? PolicyJson.readSettlement(document)
                : SettlementPolicy.of(
                        ClearingMode.valueOf(row.getString("mode")), SettlementAsset.valueOf(row.getString("asset")));
    }
}
