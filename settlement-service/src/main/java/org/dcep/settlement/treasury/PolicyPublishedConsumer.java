package org.dcep.settlement.treasury;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;

/** Learns the gas policy, which says who shares the revenue. What the central bank did not sign has no effect. */
@ApplicationScoped
public class PolicyPublishedConsumer implements EventConsumer<PolicyPublished> {
    private static final String GAS = "GAS";

    @Inject
    GasPolicyStore policies;

    @Inject
    CentralBankKey centralBank;

    @Inject
    Contradictions contradictions;

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public Uni<Void> apply(PolicyPublished event) {
        if (!GAS.equals(event.kind())) {
            return Uni.createFrom().voidItem();
        }
        return fault(event)
                .map(reason -> contradictions.keep(new Contradiction(event, "", 0, reason)))
                .orElseGet(() -> store(event));
    }

    private Optional<String> fault(PolicyPublished event) {
        if (!centralBank.signed(event)) {
            return Optional.of("the policy is not signed by the central bank");
        }
        try {
            PolicyJson.readGas(event.document());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the policy cannot be read: " + e.getMessage());
        }
    }

    private Uni<Void> store(PolicyPublished event) {
        return policies.findById(event.version()).chain(known -> {
            if (known == null) {
                return policies.persist(new GasPolicyRow(event)).replaceWithVoid();
            }
            return known.says(event)
                    ? Uni.createFrom().voidItem()
                    : contradictions.keep(
                            new Contradiction(event, "", 0, "version " + event.version() + " already says otherwise"));
        });
    }
}
