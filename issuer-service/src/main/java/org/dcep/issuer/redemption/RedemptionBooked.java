package org.dcep.issuer.redemption;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.circulation.BookedObligation;
import org.dcep.issuer.circulation.Obligation;
import org.dcep.outbox.Outbox;

/** The coins of a redemption are destroyed and its reserves are free: the redemption is complete. */
@ApplicationScoped
class RedemptionBooked implements BookedObligation {
    private final Outbox outbox;

    RedemptionBooked(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Cause cause() {
        return Cause.REDEMPTION;
    }

    @Override
    public Uni<Void> booked(Obligation obligation, Instant bookedAt) {
        return RedemptionRow.<RedemptionRow>findById(obligation.causeId())
                .invoke(redemption -> redemption.complete(bookedAt))
                .chain(redemption -> outbox.append(redemption.completed()));
    }
}
