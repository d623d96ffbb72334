/**
 * An operator's vault: currency arrives from the central bank ({@link org.dcep.wallet.vault.CurrencyIssuedConsumer}),
 * is registered anew ({@link org.dcep.wallet.vault.CurrencyRegisteredConsumer}) and goes back ({@link
 * org.dcep.wallet.vault.RedemptionRequestedConsumer}). No coin is booked before its signature has been verified.
 */
package org.dcep.wallet.vault;
