package org.dcep.wallet.payment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.wallet.enrolment.WalletKey;
import org.dcep.wallet.enrolment.WalletKeys;
import org.dcep.web.Problem;
import org.dcep.web.ProblemException;
import org.dcep.web.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Many payments under one signature, which is verified once. The items are payments of their own: each has its outcome,
 * and a repeated payroll repeats the outcomes.
 */
@ApplicationScoped
class SubmitPayroll {
    private static final int MAX_KEYS = 3;
    private static final int WINDOW = 256;
    private static final int MAX_PATIENCE = 200;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Places places;
    private final WalletKeys keys;
    private final PaymentVerifier verifier;
    private final PaymentQueue queue;
    private final Clock clock;
    private final String network;

    SubmitPayroll(
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

    /** One outcome per item, in their order; fails with a problem if the payroll as a whole cannot be taken. */
    Uni<List<OutcomeLine>> submit(byte[] json) {
        PayrollReader.Reading reading = PayrollReader.read(json, network, clock.instant());
        return reading.payroll()
                .map(signed -> submit(signed, signed.orders(), new ConcurrentHashMap<>(), 1)
                        .map(answers -> outcomes(signed, answers)))
                .orElseGet(() -> Uni.createFrom().failure(malformed(reading)));
    }

    /** A key that changed meanwhile leaves some orders without answer: they are verified again with the new one. */
    private Uni<Map<UUID, PaymentAnswer>> submit(
            SignedPayroll signed, List<SignedOrder> open, Map<UUID, PaymentAnswer> answers, int attempt) {
        return verified(signed, attempt)
                .chain(key -> decideAll(open, key, answers).chain(() -> {
                    List<SignedOrder> left = open.stream()
                            .filter(order -> !answers.containsKey(order.order().id()))
                            .toList();
                    if (left.isEmpty()) {
                        return Uni.createFrom().item(answers);
                    }
                    keys.forget(signed.payerNumber());
                    return submit(signed, left, answers, attempt + 1);
                }));
    }

    private Uni<WalletKey> verified(SignedPayroll signed, int attempt) {
        ProblemException bad = PaymentProblems.badSignature().asException();
        if (attempt > MAX_KEYS || signed.signature().length != SignatureAlgorithm.SIGNATURE_BYTES) {
            return Uni.createFrom().failure(bad);
        }
        return keys.of(signed.payerNumber())
                .map(key -> key.orElseThrow(() -> bad))
                .chain(key -> places.holding(() -> verifier.verify(signed.signedBytes(), signed.signature(), key.key()))
                        .map(genuine -> {
                            if (!genuine) {
                                throw bad;
                            }
                            return key;
                        }))
                .onFailure(Places.AllTaken.class)
                .transform(full -> Problems.overloaded().asException());
    }

    private Uni<Void> decideAll(List<SignedOrder> orders, WalletKey key, Map<UUID, PaymentAnswer> answers) {
        return Multi.createFrom()
                .iterable(orders)
                .onItem()
                .transformToUni(order -> decide(order, key, 0)
                        .invoke(answer -> answer.ifPresent(
                                some -> answers.put(order.order().id(), some)))
                        .replaceWith(order))
                .merge(WINDOW)
                .onItem()
                .ignoreAsUni();
    }

    /** Waits where there is no room, for some seconds. */
    private Uni<Optional<PaymentAnswer>> decide(SignedOrder order, WalletKey key, int pauses) {
        return places.holding(() -> queue.decide(Submission.of(order, key.keyEpoch())))
                .onFailure(Places.AllTaken.class)
                .recoverWithUni(() -> pauses < MAX_PATIENCE
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> decide(order, key, pauses + 1))
                        : Uni.createFrom()
                                .item(Optional.of(
                                        Answers.overloaded(order.order().id()))));
    }

    private static List<OutcomeLine> outcomes(SignedPayroll signed, Map<UUID, PaymentAnswer> answers) {
        List<OutcomeLine> outcomes = new ArrayList<>();
        for (Payroll.Item item : signed.payroll().items()) {
            outcomes.add(OutcomeLine.of(outcomes.size() + 1, answers.get(item.id())));
        }
        return outcomes;
    }

    private static ProblemException malformed(PayrollReader.Reading reading) {
        Problem problem = Problems.malformed();
        for (Problem.Violation violation : reading.violations()) {
            problem = problem.withViolation(violation.field(), violation.message());
        }
        return problem.asException();
    }
}
