package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcep.kernel.PaymentOrder;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has an order executed that somebody else relies on, and says how it ended only when that can never change. To be asked
 * again until it has: the payment's id makes sure that it is executed at most once.
 */
@ApplicationScoped
public class ConcludeOrder {
    /**
     * How long after its expiry an order that nobody has decided is dead. Longer than clocks of replicas differ and a
     * transaction takes, together (assumption A-12).
     */
    static final Duration DEATH = Duration.ofMinutes(1);

    private final Pool pool;
    private final SubmitPayment payments;
    private final Operators operators;
    private final Clock clock;
    private final String network;

    ConcludeOrder(
            Pool pool,
            SubmitPayment payments,
            Operators operators,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network) {
        this.pool = pool;
        this.payments = payments;
        this.operators = operators;
        this.clock = clock;
        this.network = network;
    }

    /** Sends the order on the way of every order, unless it was decided before. */
    public Uni<OrderEnd> conclude(PaymentOrder order, byte[] signature) {
        SignedOrder signed = SignedOrder.of(order, signature, network);
        // Before anything is read: what is decided later than this was decided in time, and is found.
        boolean dead = !clock.instant().isBefore(order.expiresAt().plus(DEATH));
        // A decision counts even if the payer has another key since, with which nothing would verify.
        return PaymentStore.find(pool, List.of(order.id()))
                .map(found -> Optional.ofNullable(found.get(order.id())))
                .chain(known -> known.map(payment -> endOf(payment, signed)).orElseGet(() -> submit(signed, dead)));
    }

    private Uni<OrderEnd> submit(SignedOrder signed, boolean dead) {
        return payments.submit(signed)
                .chain(answer -> answer.fold(
                        decided -> endOf(decided.payment(), signed),
                        other -> Uni.createFrom().item(OrderEnd.of(other.problem(), dead))));
    }

    private Uni<OrderEnd> endOf(PaymentRow payment, SignedOrder signed) {
        if (!payment.isOf(signed.fingerprint())) {
            return Uni.createFrom().item(new OrderEnd.Refused("ID_REUSED"));
        }
        return switch (payment.state()) {
            case PENDING -> Uni.createFrom().item(new OrderEnd.Open("PENDING"));
            case REFUSED, RETURNED -> Uni.createFrom().item(new OrderEnd.Refused(payment.reasonCode()));
            case ACCEPTED -> accepted(payment);
        };
    }

    private Uni<OrderEnd> accepted(PaymentRow payment) {
        return operatorId(payment.operatorNumber())
                .chain(payer -> operatorId(PaymentBatch.operatorOf(payment.payee()))
                        .map(payee -> new OrderEnd.Accepted(payment.leaf(payer, payee))));
    }

    private Uni<String> operatorId(int number) {
        return operators.numbered(number).map(Optional::orElseThrow).map(Operator::operatorId);
    }
}
