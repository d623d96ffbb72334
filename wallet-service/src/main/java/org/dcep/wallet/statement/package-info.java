/**
 * What happened to a wallet: pages of entries ({@link org.dcep.wallet.statement.EntryResource}) and the same entries as
 * they are made ({@link org.dcep.wallet.statement.WalletEventResource}).
 */
package org.dcep.wallet.statement;
