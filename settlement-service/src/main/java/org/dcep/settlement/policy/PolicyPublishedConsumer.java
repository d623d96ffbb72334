package org.dcep.settlement.policy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;

/** Learns how operators settle and who shares the gas; other kinds of policies are no concern of settlement's. */
@ApplicationScoped
public class PolicyPublishedConsumer implements EventConsumer<PolicyPublished> {
    private final PolicyRegister register;

    PolicyPublishedConsumer(PolicyRegister register) {
        this.register = register;
    }

    @Override
    public Topic topic() {
        return Topic.POLICY_PUBLISHED;
    }

    /** Not the name of an earlier reader of this topic, which kept one kind only: every version is looked at once more. */
    @Override
    public String name() {
        return "policies";
    }

    @Override
    public Uni<Void> apply(PolicyPublished event) {
        return KeptPolicy.named(event.kind())
                .map(kind -> register.keep(kind, event))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
