package org.dcep.settlement.policy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;
import org.dcep.settlement.treasury.CentralBankKey;

/** Learns how operators settle. What the central bank did not sign has no effect. */
@ApplicationScoped
public class SettlementPolicyConsumer implements EventConsumer<PolicyPublished> {
    private static final String SETTLEMENT = "SETTLEMENT";

    private final SettlementPolicyStore policies;
    private final CentralBankKey centralBank;
    private final Contradictions contradictions;

    SettlementPolicyConsumer(
            SettlementPolicyStore policies, CentralBankKey centralBank, Contradictions contradictions) {
        this.policies = policies;
        this.centralBank = centralBank;
        this.contradictions = contradictions;
    }

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    @Override
    public String name() {
        return "settlement-policy";
    }

    @Override
    public Uni<Void> apply(PolicyPublished event) {
        if (!SETTLEMENT.equals(event.kind())) {
            return Uni.createFrom().voidItem();
        }
        return fault(event).map(reason -> contradicts(event, reason)).orElseGet(() -> store(event));
    }

    private Optional<String> fault(PolicyPublished event) {
        if (!centralBank.signed(event)) {
            return Optional.of("the policy is not signed by the central bank");
        }
        try {
            PolicyJson.readSettlement(event.document());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the policy cannot be read: " + e.getMessage());
        }
    }

    private Uni<Void> store(PolicyPublished event) {
        return policies.findById(event.version()).chain(known -> {
            if (known == null) {
                return policies.persist(new SettlementPolicyRow(event)).replaceWithVoid();
            }
            return known.says(event)
                    ? Uni.createFrom().voidItem()
                    : contradicts(event, "version " + event.version() + " already says otherwise");
        });
    }

    private Uni<Void> contradicts(PolicyPublished event, String reason) {
        return contradictions.keep(new Contradiction(event, "", 0, reason));
    }
}
