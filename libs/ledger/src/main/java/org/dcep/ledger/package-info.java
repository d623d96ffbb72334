/**
 * The arithmetic of the books, pure: double entry ({@link org.dcep.ledger.Posting}), gas
 * ({@link org.dcep.ledger.GasPolicy}, {@link org.dcep.ledger.GasCharge}, {@link org.dcep.ledger.RevenueSplit}) and the
 * limits of a wallet's class ({@link org.dcep.ledger.WalletClassPolicy}). No clock, no input or output, no randomness.
 */
package org.dcep.ledger;
