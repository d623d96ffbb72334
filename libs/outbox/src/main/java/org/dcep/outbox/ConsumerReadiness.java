package org.dcep.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every consumer has once joined its group and none keeps failing. Kafka going away later on does not make
 * a service unready: it has nothing to apply then.
 */
@Readiness
@ApplicationScoped
class ConsumerReadiness implements HealthCheck {
    private final Consumers consumers;
    private final ConsumerSettings settings;

    ConsumerReadiness(Consumers consumers, ConsumerSettings settings) {
        this.consumers = consumers;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("consumers");
        boolean ready = true;
        for (ConsumerLoop loop : consumers.loops()) {
            ConsumerState state = loop.state();
            boolean failing = state.failures() >= settings.failuresUntilNotReady();
            ready &= state.joined() && !state.lost() && !failing;
            answer.withData(loop.name(), describe(state, failing));
        }
        return answer.status(ready).build();
    }

    private static String describe(ConsumerState state, boolean failing) {
        if (!state.joined()) {
            return "starting";
        }
        if (state.lost()) {
            return "offset lost";
        }
        return failing ? "failing" : state.partitions() + " partitions";
    }
}
