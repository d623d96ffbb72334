package org.dcep.contracts;

import java.util.UUID;

/**
 * A bank deposit became currency in a wallet (VAULT to WALLET), or the reverse.
 *
 * @param toWallet true for deposit to wallet, false for wallet to deposit
 */
public record CurrencyExchanged(
        UUID exchangeId, String operatorId, long cycleId, String walletId, boolean toWallet, long amountFen)
        implements BookEvent {
    @Override
    public Topic topic() {
        return Topic.CURRENCY_EXCHANGED;
    }
}
