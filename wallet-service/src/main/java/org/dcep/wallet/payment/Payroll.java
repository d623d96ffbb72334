package org.dcep.wallet.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;

/**
 * Payments of one payer to many payees under one signature.
 *
 * @param maxGasFee for each item: an item is refused rather than charged more
 */
record Payroll(String payer, List<Item> items, Money maxGasFee, Instant expiresAt, String reference) {
    static final String TAG = "dcep-payroll-v1";

    /** What an item's content is compared by when its id comes again; nobody signs it by itself. */
    private static final String ITEM_TAG = "dcep-payroll-item-v1";

    /** One payment, with the payer's own id. */
    record Item(UUID id, String payee, Money amount) {}

    Payroll {
        items = List.copyOf(items);
    }

    /**
     * The bytes under the payer's signature: tag, network, payer, maxGasFeeFen, expiresAt, reference, the number of
     * items, and of each item id, payee and amountFen, one line each.
     */
    byte[] signedBytes(String network) {
        CanonicalText text = CanonicalText.of(TAG)
                .field(network)
                .field(payer)
                .field(maxGasFee.fen())
                .field(expiresAt.toString())
                .field(reference)
                .field(items.size());
        for (Item item : items) {
            text.field(item.id().toString())
                    .field(item.payee())
                    .field(item.amount().fen());
        }
        return text.bytes();
    }

    PaymentOrder orderOf(Item item) {
        return new PaymentOrder(item.id(), payer, item.payee(), item.amount(), maxGasFee, expiresAt, reference);
    }

    byte[] bytesOf(Item item, String network) {
        return CanonicalText.of(ITEM_TAG)
                .field(network)
                .field(item.id().toString())
                .field(payer)
                .field(item.payee())
                .field(item.amount().fen())
                .field(maxGasFee.fen())
                .field(expiresAt.toString())
                .field(reference)
                .bytes();
    }
}
