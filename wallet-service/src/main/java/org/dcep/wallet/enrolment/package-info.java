/**
 * Wallets and their keys: {@link org.dcep.wallet.enrolment.OpenWallet}, {@link
 * org.dcep.wallet.enrolment.OpenWallets} and {@link org.dcep.wallet.enrolment.ChangeWallet} are the use cases, {@link org.dcep.wallet.enrolment.WalletRegistry} reads,
 * and {@link org.dcep.wallet.enrolment.WalletKeys} gives payments the keys to verify with.
 *
 * <p>Who a holder is stays with the operator: nothing here identifies a person.
 */
package org.dcep.wallet.enrolment;
