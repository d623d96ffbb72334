package org.dcep.wallet.metering;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Gas of all final payments that have {@code key} in common.
 *
 * @param key an operator id, an operation, a wallet class, the beginning of a minute, or a cycle id
 */
@Schema(name = "GasUsage")
record GasUsageLine(String key, long payments, long amountFen, long gasUnits, long gasFeeFen) {}
