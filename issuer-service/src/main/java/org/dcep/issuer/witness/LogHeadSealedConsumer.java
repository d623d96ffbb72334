package org.dcep.issuer.witness;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.Topic;
import org.dcep.outbox.EventConsumer;

/** Brings the heads that settlement seals before the witness. */
@ApplicationScoped
class LogHeadSealedConsumer implements EventConsumer<LogHeadSealed> {
    private final Witness witness;

    LogHeadSealedConsumer(Witness witness) {
        this.witness = witness;
    }

    @Override
    public Topic topic() {
        return Topic.LOG_HEAD_SEALED;
    }

    @Override
    public Uni<Void> apply(LogHeadSealed sealed) {
        return witness.look(sealed);
    }
}
