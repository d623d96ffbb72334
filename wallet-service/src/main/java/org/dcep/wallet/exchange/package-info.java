/**
 * Bank deposits become currency in a wallet, and currency becomes a deposit again, against the operator's vault:
 * {@link org.dcep.wallet.exchange.ExchangeRules} decide, {@link org.dcep.wallet.exchange.ExchangeCurrency} books. The
 * deposit itself is in the bank's own ledger, outside this system.
 */
package org.dcep.wallet.exchange;
