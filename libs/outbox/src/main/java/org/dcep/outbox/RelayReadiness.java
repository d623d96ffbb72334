package org.dcep.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as the topics were seen once. An outage of Kafka later on does not take the service away, because it
 * works without Kafka; only an outage longer than {@code dcep.outbox.ready-max-age} does.
 */
@Readiness
@ApplicationScoped
class RelayReadiness implements HealthCheck {
    private final RelayState state;
    private final Topics topics;
    private final RelaySettings settings;

    RelayReadiness(RelayState state, Topics topics, RelaySettings settings) {
        this.state = state;
        this.topics = topics;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        double age = state.ageSeconds();
        boolean ready = topics.allExist() && age <= settings.readyMaxAge().toSeconds();
        return HealthCheckResponse.named("outbox")
                .status(ready)
                .withData("phase", state.phase().name())
                .withData("ageSeconds", (long) age)
                .build();
    }
}
