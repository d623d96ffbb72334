package org.dcep.wallet.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;
import org.dcep.wallet.keys.CentralBankKey;
import org.jboss.logging.Logger;

/**
 * Stores policies that the central bank signed, and keeps the others apart. Kafka is not trusted: whoever can write to
 * the topic still cannot change a price or a limit.
 */
@ApplicationScoped
class PolicyPublishedConsumer implements EventConsumer<PolicyPublished> {
    private static final Logger LOG = Logger.getLogger(PolicyPublishedConsumer.class);

    /** How operators settle is no concern of their books: what is settled is told to them. */
    private static final String SETTLEMENT = "SETTLEMENT";

    private final CentralBankKey centralBank;
    private final Clock clock;
    private final MeterRegistry metrics;

    PolicyPublishedConsumer(CentralBankKey centralBank, Clock clock, MeterRegistry metrics) {
        this.centralBank = centralBank;
        this.clock = clock;
        this.metrics = metrics;
        for (PolicyRejection reason : PolicyRejection.values()) {
            rejected(reason, 0);
        }
    }

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public Uni<Void> apply(PolicyPublished policy) {
        if (policy.kind().equals(SETTLEMENT)) {
            return Uni.createFrom().voidItem();
        }
        return PolicyRejection.of(policy, centralBank)
                .map(reason -> reject(policy, reason))
                .orElseGet(() -> store(policy));
    }

    /** A version is stored once: the first genuine document of a version is the version. */
    private Uni<Void> store(PolicyPublished policy) {
        return PolicyVersionRow.findById(new PolicyVersionRow.Key(policy.kind(), policy.version()))
                .onItem()
                .ifNull()
                .switchTo(() -> new PolicyVersionRow(policy, clock.instant()).persist())
                .replaceWithVoid();
    }

    private Uni<Void> reject(PolicyPublished policy, PolicyRejection reason) {
        LOG.errorf("policy %s version %d is not applied: %s", policy.kind(), policy.version(), reason);
        rejected(reason, 1);
        return new RejectedPolicyRow(policy, reason, clock.instant()).persist().replaceWithVoid();
    }

    private void rejected(PolicyRejection reason, int count) {
        metrics.counter("dcep.policy.rejected", "reason", reason.name()).increment(count);
    }
}
