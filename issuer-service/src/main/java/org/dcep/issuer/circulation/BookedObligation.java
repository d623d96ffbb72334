package org.dcep.issuer.circulation;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.dcep.issuer.book.Cause;

/** Who wants to know, in the same transaction, that an obligation of one cause took effect; a CDI bean. */
public interface BookedObligation {
    /** The cause of the obligations that this bean is told about. */
    Cause cause();

    /** Called once per obligation, inside the transaction that books it. */
    Uni<Void> booked(Obligation obligation, Instant bookedAt);
}
