package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.wallet.enrolment.WalletKey;
import org.dcep.wallet.enrolment.WalletKeys;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way of an order: read strictly, find the payer's key, verify the signature, wait for a decision. The cheap checks
 * come first, and only so many orders are under way.
 */
@ApplicationScoped
public class SubmitPayment {
    /** A key that changes again and again while an order waits is not worth more than this. */
    private static final int MAX_KEYS = 3;

    private static final int SECOND_LOOKS_PER_SECOND = 100;

    private final Places places;
    private final WalletKeys keys;
    private final PaymentVerifier verifier;
    private final PaymentQueue queue;
    private final Clock clock;
    private final String network;
    private final Allowance secondLooks = new Allowance(SECOND_LOOKS_PER_SECOND);

    SubmitPayment(
            Places places,
            WalletKeys keys,
            PaymentVerifier verifier,
            PaymentQueue queue,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network) {
        this.places = places;
        this.keys = keys;
        this.verifier = verifier;
        this.queue = queue;
        this.clock = clock;
        this.network = network;
    }

    /** Submits the order in {@code json}, from {@code offset} on; never fails for what a client sends. */
    Uni<PaymentAnswer> submit(byte[] json, int offset, int length) {
        return OrderReader.read(json, offset, length, network, clock.instant())
                .fold(
                        readable -> submit(readable.order()),
                        malformed -> Uni.createFrom().item(Answers.malformed(malformed.violations())));
    }

    /** Submits an order that was read before; never fails for what a client sends. */
    Uni<PaymentAnswer> submit(SignedOrder signed) {
        return places.holding(() -> decide(signed, 1))
                .onFailure(Places.AllTaken.class)
                .recoverWithItem(() -> Answers.overloaded(signed.order().id()));
    }

    private Uni<PaymentAnswer> decide(SignedOrder signed, int attempt) {
        if (attempt > MAX_KEYS || signed.signature().length != SignatureAlgorithm.SIGNATURE_BYTES) {
            return badSignature(signed);
        }
        return keys.of(signed.payerNumber())
                .chain(key -> key.map(known -> verifyAndDecide(signed, known, attempt))
                        .orElseGet(() -> badSignature(signed)));
    }

    private Uni<PaymentAnswer> verifyAndDecide(SignedOrder signed, WalletKey key, int attempt) {
        return verifier.verify(signed.signedBytes(), signed.signature(), key.key())
                .chain(genuine -> genuine
                        ? queue.decide(Submission.of(signed, key.keyEpoch()))
                                .chain(answer -> answer.map(Uni.createFrom()::item)
                                        .orElseGet(() -> decideWithNewerKey(signed, attempt)))
                        : doubt(signed, key, attempt));
    }

    private Uni<PaymentAnswer> decideWithNewerKey(SignedOrder signed, int attempt) {
        keys.forget(signed.payerNumber());
        return decide(signed, attempt + 1);
    }

    /**
     * The key in memory may be older than the signature, if another replica changed it. To look costs a query, so a
     * flood of forgeries may cause only so many.
     */
    private Uni<PaymentAnswer> doubt(SignedOrder signed, WalletKey key, int attempt) {
        if (!secondLooks.take()) {
            return badSignature(signed);
        }
        keys.forget(signed.payerNumber());
        return keys.of(signed.payerNumber())
                .chain(fresh -> fresh.isPresent() && fresh.get().keyEpoch() != key.keyEpoch()
                        ? decide(signed, attempt + 1)
                        : badSignature(signed));
    }

    private static Uni<PaymentAnswer> badSignature(SignedOrder signed) {
        return Uni.createFrom().item(Answers.badSignature(signed.order().id()));
    }
}
