package org.dcep.wallet.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.Topic;
import org.dcep.outbox.Delivery;
import org.dcep.outbox.DeliveryConsumer;

/** Brings the answers of payees' operators to the payers' books, with the next payments. */
@ApplicationScoped
class CreditAnsweredConsumer implements DeliveryConsumer<CreditAnswered> {
    private final PaymentQueue queue;
    private final PaymentMetrics metrics;

    CreditAnsweredConsumer(PaymentQueue queue, PaymentMetrics metrics) {
        this.queue = queue;
        this.metrics = metrics;
    }

    @Override
    public Topic topic() {
        return Topic.CREDIT_ANSWERED;
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
    public Uni<Void> take(Delivery<CreditAnswered> delivery) {
        return queue.decide(new AnsweredCredits(delivery));
    }

    @Override
    public void committed(List<CreditAnswered> answers) {
        int credited = (int) answers.stream().filter(CreditAnswered::credited).count();
        metrics.concluded(PaymentState.ACCEPTED, credited);
        metrics.concluded(PaymentState.RETURNED, answers.size() - credited);
    }
}
