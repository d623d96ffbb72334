/**
 * What happened to a wallet: pages of entries ({@link org.dcep.wallet.statement.EntryResource}), the same entries as they
 * are made ({@link org.dcep.wallet.statement.WalletEventResource}), and statements of days with balances, as JSON, CSV or
 * camt.053 ({@link org.dcep.wallet.statement.StatementResource}).
 */
package org.dcep.wallet.statement;
