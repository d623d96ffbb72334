package org.dcep.wallet.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dcep.crypto.Fallback;
import org.dcep.crypto.SignatureProvider;
import org.dcep.crypto.Verifier;
import org.dcep.kernel.SignatureAlgorithm;

/** What operators watch of payments. Tags are of enums only, never ids or amounts. */
@ApplicationScoped
class PaymentMetrics {
    private static final String PAYMENTS = "dcep.payments";

    private final MeterRegistry registry;
    private final Map<PaymentState, Counter> outcomes = new EnumMap<>(PaymentState.class);
    private final Map<PaymentRejection, Counter> refusals = new EnumMap<>(PaymentRejection.class);
    private final Map<SignatureAlgorithm, Timer> verifications = new EnumMap<>(SignatureAlgorithm.class);
    private final Counter replayed;
    private final Counter quarantined;
    private final DistributionSummary batchSize;
    private final Timer decision;

    PaymentMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (PaymentState state : PaymentState.values()) {
            outcomes.put(state, payments(state.name(), "NONE"));
        }
        for (PaymentRejection rejection : PaymentRejection.values()) {
            refusals.put(rejection, payments(PaymentState.REFUSED.name(), rejection.name()));
        }
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            verifications.put(
                    algorithm,
                    Timer.builder("dcep.payment.verification")
                            .description("Time to verify a signature")
                            .tag("algorithm", algorithm.wireName())
                            .register(registry));
        }
        replayed = payments("REPLAYED", "NONE");
        quarantined = Counter.builder("dcep.payments.quarantined")
                .description("Orders that could not be written although nothing is wrong with them; always 0")
                .register(registry);
        batchSize = DistributionSummary.builder("dcep.payment.batch.size")
                .description("Orders decided in one transaction")
                .publishPercentileHistogram()
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(1024.0)
                .register(registry);
        decision = Timer.builder("dcep.payment.decision")
                .description("Time to decide and commit one batch")
                .publishPercentileHistogram()
                .register(registry);
    }

    private Counter payments(String outcome, String reason) {
        return Counter.builder(PAYMENTS)
                .description("Answered orders")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
    }

    /** Counts what a committed transaction has decided. */
    void decided(DecisionDesk desk) {
        for (PaymentRow payment : desk.decided()) {
            if (payment.state() == PaymentState.REFUSED) {
                refusals.get(PaymentRejection.valueOf(payment.reason())).increment();
            } else {
                outcomes.get(payment.state()).increment();
            }
        }
        replayed.increment(desk.replays());
    }

    /** Counts pending payments that came to an end. */
    void concluded(PaymentState state, int count) {
        outcomes.get(state).increment(count);
    }

    void quarantined() {
        quarantined.increment();
    }

    /** One transaction; those that decided no orders, but credits between operators, are not batches of orders. */
    void batch(int orders, long nanos) {
        if (orders > 0) {
            batchSize.record(orders);
            decision.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    boolean timedVerification(SignatureAlgorithm algorithm, BooleanSupplier verification) {
        return verifications.get(algorithm).record(verification::getAsBoolean);
    }

    void watchVerification(Collection<?> queue) {
        Gauge.builder("dcep.payment.verification.queue", queue, Collection::size)
                .description("Orders that wait for the verification of their signature")
                .register(registry);
    }

    /** Says who verifies payers' signatures, and counts how often Bouncy Castle had to decide for a faster one. */
    void watchVerifier(Verifier verifier) {
        for (SignatureProvider provider : SignatureProvider.values()) {
            Gauge.builder("dcep.payment.verifier", () -> verifier.provider() == provider ? 1 : 0)
                    .description("1 for the provider that is asked first about Ed25519 signatures")
                    .tag("provider", provider.name())
                    .register(registry);
        }
        for (Fallback reason : Fallback.values()) {
            FunctionCounter.builder("dcep.payment.verifier.fallbacks", verifier, it -> it.fallbacks(reason))
                    .description("Signatures that Bouncy Castle decided because the faster provider failed or erred")
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }

    void watchPlaces(AtomicInteger taken) {
        Gauge.builder("dcep.payment.places.taken", taken, AtomicInteger::get)
                .description("Orders on their way to an answer")
                .register(registry);
    }

    void watchQueue(Supplier<Number> depth) {
        Gauge.builder("dcep.payment.queue", depth)
                .description("Orders that wait for a decision")
                .register(registry);
    }
}
