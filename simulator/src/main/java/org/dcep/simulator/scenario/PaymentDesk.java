package org.dcep.simulator.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.simulator.client.Answer;
import org.dcep.simulator.client.Connection;
import org.dcep.simulator.client.Lanes;
import org.dcep.simulator.client.Patience;
import org.dcep.simulator.client.SignedPayment;
import org.dcep.simulator.client.WalletApi.Payment;
import org.dcep.simulator.workload.PlannedPayment;
import org.dcep.simulator.workload.PlannedPayment.Flaw;

/** Signs and sends payments and follows each one to its final state. */
final class PaymentDesk {
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private final Connection connection;
    private final Lanes lanes;
    private final Clock clock;
    private final Progress progress;

    PaymentDesk(Connection connection, Lanes lanes, Clock clock, Progress progress) {
        this.connection = connection;
        this.lanes = lanes;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Sends a wave and returns when every payment of it is final.
     *
     * @param wave lanes side by side, the payments of a lane one after another
     * @return one result per payment, lane after lane
     */
    List<PaymentResult> pay(List<List<PlannedPayment>> wave, int day) {
        List<List<PaymentResult>> told = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (List<PlannedPayment> lane : wave) {
            List<PaymentResult> results = new ArrayList<>();
            told.add(results);
            tasks.add(() -> lane.forEach(payment -> {
                results.add(send(payment, day));
                progress.step();
            }));
        }
        lanes.run(tasks);
        List<PaymentResult> results = new ArrayList<>();
        told.forEach(results::addAll);
        return awaitFinal(results);
    }

    private PaymentResult send(PlannedPayment planned, int day) {
        Answer answer = connection.wallets().pay(signed(planned));
        if (answer.succeeded()) {
            return result(planned, day, answer.as(Payment.class), answer.nanos());
        }
        Optional<String> limit = Optional.ofNullable(answer.body().path("limit").textValue());
        return new PaymentResult(planned, day, Optional.of(answer.code()), limit, false, 0, 0, 0, answer.nanos());
    }

    private SignedPayment signed(PlannedPayment planned) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PaymentOrder order = new PaymentOrder(
                planned.id(),
                planned.payer().walletId(),
                planned.payeeNumber(),
                Money.fen(planned.amountFen()),
                Money.fen(planned.maxGasFeeFen()),
                planned.flaw() == Flaw.EXPIRED ? now.minusSeconds(60) : now.plus(VALIDITY),
                planned.reference());
        SigningKey key = planned.flaw() == Flaw.FORGED
                ? planned.payee().orElseThrow().key()
                : planned.payer().key();
        return SignedPayment.of(order, connection.network(), key);
    }

    private List<PaymentResult> awaitFinal(List<PaymentResult> results) {
        PaymentResult[] last = results.toArray(PaymentResult[]::new);
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < last.length; i++) {
            if (last[i].waited()) {
                int index = i;
                tasks.add(() -> last[index] = awaitFinal(last[index]));
            }
        }
        lanes.run(tasks);
        return List.of(last);
    }

    private PaymentResult awaitFinal(PaymentResult pending) {
        PlannedPayment planned = pending.planned();
        Payment[] latest = new Payment[1];
        Patience.FOR_AN_EVENT.until("payment " + planned.id() + " becoming final", () -> {
            latest[0] = connection.wallets().payment(connection.auditor(), planned.id());
            return !latest[0].isPending();
        });
        PaymentResult result = result(planned, pending.day(), latest[0], pending.nanos());
        return new PaymentResult(
                planned,
                result.day(),
                result.code(),
                result.limit(),
                true,
                result.gasUnits(),
                result.gasFeeFen(),
                result.cycleId(),
                result.nanos());
    }

    /** A refusal that came from the payee's operator names its limit behind the code, or not at all. */
    private static PaymentResult result(PlannedPayment planned, int day, Payment payment, long nanos) {
        if (payment.state().equals("REFUSED")) {
            String reason = payment.reason() == null ? "REFUSED" : payment.reason();
            Optional<String> limit = reason.equals("LIMIT_EXCEEDED") ? Optional.of("BALANCE") : Optional.empty();
            return new PaymentResult(planned, day, Optional.of(reason), limit, false, 0, 0, 0, nanos);
        }
        return new PaymentResult(
                planned,
                day,
                Optional.empty(),
                Optional.empty(),
                payment.isPending(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.cycleId() == null ? 0 : payment.cycleId(),
                nanos);
    }
}
