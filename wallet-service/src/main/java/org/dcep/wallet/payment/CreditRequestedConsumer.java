package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.Topic;
import org.dcep.outbox.Delivery;
import org.dcep.outbox.DeliveryConsumer;
import org.dcep.wallet.policy.Policies;

/** Brings credits that payers' operators ask for to the payees' books, with the next payments. */
@ApplicationScoped
class CreditRequestedConsumer implements DeliveryConsumer<CreditRequested> {
    private final PaymentQueue queue;
    private final Policies policies;

    CreditRequestedConsumer(PaymentQueue queue, Policies policies) {
        this.queue = queue;
        this.policies = policies;
    }

    @Override
    public Topic topic() {
        return Topic.CREDIT_REQUESTED;
    }

    @Override
    public int maxBatch() {
        return PaymentQueue.MOST_CREDITS;
    }

    @Override
    public Duration patience() {
        return PaymentQueue.PATIENCE_OF_CREDITS;
    }

    @Override
    public Uni<Void> take(Delivery<CreditRequested> delivery) {
        return queue.decide(new RequestedCredits(delivery, policies));
    }
}
