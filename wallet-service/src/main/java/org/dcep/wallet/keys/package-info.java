/**
 * Keys that are not a wallet's: the {@link org.dcep.wallet.keys.CentralBankKey} with which coins and policies are
 * verified, and the operators' keys with which a {@link org.dcep.wallet.keys.ReceiptSigner} signs receipts.
 */
package org.dcep.wallet.keys;
