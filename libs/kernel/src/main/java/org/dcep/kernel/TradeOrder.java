package org.dcep.kernel;

import java.util.Objects;
import java.util.UUID;

/**
 * What a buyer orders and signs when it accepts a quote: foreign currency of its own against e-CNY in a wallet, both or
 * neither. The id is the buyer's own and is the trade's identity for ever. All terms are in it, so that nobody can be held
 * to a quote that it has not seen. It has no expiry of its own: the quote's is enough.
 *
 * @param account the buyer's account in the foreign ledger, whose key signs
 * @param currency of three letters, ISO 4217
 * @param amountMinor what the buyer gives, in the currency's smallest unit, 1 to 2^53 - 1
 * @param payee the wallet number that is to receive the e-CNY, 16 digits
 * @param amount what it is to receive, at least 1 fen
 */
public record TradeOrder(
        UUID id,
        String corridorId,
        UUID quoteId,
        String account,
        String currency,
        long amountMinor,
        String payee,
        Money amount) {
    public static final String TAG = "dcep-corridor-v1";

    /**
     * @throws IllegalArgumentException if a field is outside its range
     */
    public TradeOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(corridorId, "corridorId");
        Objects.requireNonNull(quoteId, "quoteId");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(currency, "currency");
        if (amountMinor < 1 || amountMinor > Money.MAX_FEN) {
            throw new IllegalArgumentException("amountMinor must be in 1.." + Money.MAX_FEN);
        }
        if (!WalletId.hasShape(payee)) {
            throw new IllegalArgumentException("payee must be a wallet number of 16 digits");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("amountFen must be at least 1");
        }
    }

    /**
     * The bytes under the buyer's signature; docs/reference/rest.md, "The bytes that a buyer signs".
     *
     * @param network names the network, so that an order cannot be replayed on another one
     */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(corridorId)
                .field(id.toString())
                .field(quoteId.toString())
                .field(account)
                .field(currency)
                .field(amountMinor)
                .field(payee)
                .field(amount.fen())
                .bytes();
    }
}
