package org.dcep.issuer;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.dcep.issuer.access.AccessStart;
import org.dcep.issuer.circulation.CirculationStart;
import org.dcep.issuer.mint.KeyRegister;
import org.dcep.issuer.policy.PublishPolicy;

/** What must be true before the first request: keys registered, policies published, secrets strong. */
@ApplicationScoped
class IssuerStart {
    void start(
            @Observes StartupEvent event,
            AccessStart access,
            KeyRegister keys,
            PublishPolicy policies,
            CirculationStart circulation)
            throws Throwable {
        access.check();
        // The only place that waits: nothing else runs yet, and a failure here must stop the start.
        VertxContextSupport.subscribeAndAwait(() -> keys.registerCurrent().chain(policies::publishInitial));
        circulation.start();
    }
}
