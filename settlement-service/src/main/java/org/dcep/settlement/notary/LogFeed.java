package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventBatchConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Appends every committed payment to the log of its operator, in the order in which the operator told them. A reader of
 * its own: a log that is damaged must not stop settlement, and a payment that contradicts the books was told all the same.
 */
@ApplicationScoped
public class LogFeed implements EventBatchConsumer<PaymentCommitted> {
    /** A head is sealed about once a second; a fifth of that may be spent on gathering. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final String network;

    LogFeed(@ConfigProperty(name = "dcep.network") String network) {
        this.network = network;
    }

    @Override
    public Topic topic() {
        return Topic.PAYMENT_COMMITTED;
    }

    @Override
    public String name() {
        return "notary";
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PaymentCommitted> payments) {
        Set<String> operators =
                payments.stream().map(PaymentCommitted::operatorId).collect(Collectors.toSet());
        return NotaryStore.lock(tx, operators)
                .map(logs -> Growth.of(logs, payments, network))
                .chain(growth -> NotaryStore.append(tx, growth));
    }
}
