package org.dcep.settlement.operator;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;

/** Learns of admitted banks. The first word counts: an operator id never changes its meaning. */
@ApplicationScoped
public class OperatorAdmittedConsumer implements EventConsumer<OperatorAdmitted> {
    @Inject
    OperatorStore operators;

    @Override
    public Topic topic() {
        return Topic.OPERATOR_ADMITTED;
    }

    @Override
    public Uni<Void> apply(OperatorAdmitted event) {
        return operators
                .knows(event.operatorId())
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : operators.persist(new OperatorRow(event)).replaceWithVoid());
    }
}
