package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.kernel.PaymentOrder;
import org.dcep.wallet.book.Book;
import org.dcep.wallet.book.Transactions;
import org.dcep.wallet.operator.Operator;
import org.dcep.wallet.operator.Operators;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has an order executed that somebody else relies on, and says how it ended only when that can never change. To be asked
 * again until it has: the payment's id makes sure that it is executed at most once.
 */
@ApplicationScoped
public class ConcludeOrder {
    /** How long after its expiry an order that nobody has decided is dead: more than clocks of replicas differ. */
    private static final Duration DEATH = Duration.ofMinutes(1);

    private final Pool pool;
    private final Book book;
    private final SubmitPayment payments;
    private final Operators operators;
    private final Clock clock;
    private final String network;

    ConcludeOrder(
            Pool pool,
            Book book,
            SubmitPayment payments,
            Operators operators,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network) {
        this.pool = pool;
        this.book = book;
        this.payments = payments;
        this.operators = operators;
        this.clock = clock;
        this.network = network;
    }

    /** Sends the order on the way of every order, unless it was decided before. */
    public Uni<OrderEnd> conclude(PaymentOrder order, byte[] signature) {
        SignedOrder signed = SignedOrder.of(order, signature, network);
        // A decision counts even if the payer has another key since, with which nothing would verify.
        return known(pool, signed)
                .chain(known -> known.map(payment -> endOf(payment, signed)).orElseGet(() -> submit(signed)));
    }

    private Uni<OrderEnd> submit(SignedOrder signed) {
        return payments.submit(signed)
                .chain(answer -> answer.fold(
                        decided -> endOf(decided.payment(), signed),
                        other -> endOfUndecided(signed, OrderEnd.of(other.problem(), isDead(signed)))));
    }

    private boolean isDead(SignedOrder signed) {
        return !clock.instant().isBefore(signed.order().expiresAt().plus(DEATH));
    }

    private Uni<OrderEnd> endOfUndecided(SignedOrder signed, OrderEnd end) {
        return end instanceof OrderEnd.Open ? Uni.createFrom().item(end) : confirmed(signed, end);
    }

    /**
     * The end, unless the order was decided after all. Whoever decides it locks the payer's row and reads the clock then:
     * behind that lock, who came before has committed and is seen, and who comes later finds the order expired.
     */
    private Uni<OrderEnd> confirmed(SignedOrder signed, OrderEnd end) {
        return Transactions.run(
                        pool,
                        tx -> book.lock(tx, List.of(), List.of(signed.payerNumber()))
                                .chain(() -> known(tx, signed)))
                .chain(known -> known.map(payment -> endOf(payment, signed))
                        .orElseGet(() -> Uni.createFrom().item(end)));
    }

    private static Uni<Optional<PaymentRow>> known(SqlClient client, SignedOrder signed) {
        UUID id = signed.order().id();
        return PaymentStore.find(client, List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
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
