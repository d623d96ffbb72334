package org.dcep.issuer.treasury;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.dcep.issuer.book.Cause;
import org.dcep.issuer.circulation.BookedObligation;
import org.dcep.issuer.circulation.Obligation;

/** The currency behind the entries of a settlement has arrived: from now on they are shown. */
@ApplicationScoped
class GasRevenueBooked implements BookedObligation {
    @Override
    public Cause cause() {
        return Cause.GAS;
    }

    @Override
    public Uni<Void> booked(Obligation obligation, Instant bookedAt) {
        return TreasuryEntryRow.<TreasuryEntryRow>list("settlementId", obligation.causeId())
                .invoke(entries -> entries.forEach(entry -> entry.book(bookedAt)))
                .chain(() -> TreasuryCollectionRow.<TreasuryCollectionRow>list("settlementId", obligation.causeId()))
                .invoke(collections -> collections.forEach(collection -> collection.book(bookedAt)))
                .replaceWithVoid();
    }
}
