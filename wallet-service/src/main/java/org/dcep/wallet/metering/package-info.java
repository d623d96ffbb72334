/**
 * Who used how much gas for what: {@link org.dcep.wallet.metering.GasUsage} adds up the charges of a transaction and
 * writes them with it, the resource answers by operator, operation, payer class, window or cycle.
 */
package org.dcep.wallet.metering;
