package org.dcep.wallet.payment;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An order with a genuine signature on its way to a decision.
 *
 * @param keyEpoch which of the payer's keys made the signature
 * @param answer completed once the transaction is committed; with empty if the key is no longer the payer's
 */
record Submission(
        SignedOrder signed, byte[] fingerprint, int keyEpoch, CompletableFuture<Optional<PaymentAnswer>> answer) {

    static Submission of(SignedOrder signed, int keyEpoch) {
        return new Submission(signed, signed.fingerprint(), keyEpoch, new CompletableFuture<>());
    }

    UUID id() {
        return signed.order().id();
    }
}
