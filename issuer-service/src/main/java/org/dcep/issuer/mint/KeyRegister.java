package org.dcep.issuer.mint;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Remembers every key that ever signed. */
@ApplicationScoped
public class KeyRegister {
    private final CentralBankKey key;
    private final Clock clock;

    KeyRegister(CentralBankKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Registers the configured key unless it is known; called before the service serves. */
    @WithTransaction
    public Uni<Void> registerCurrent() {
        SigningKeyRow row =
                new SigningKeyRow(key.verifyingKey(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return SigningKeyRow.findById(key.keyId())
                .onItem()
                .ifNull()
                .switchTo(() -> row.persist())
                .replaceWithVoid();
    }

    @WithSession
    Uni<PublishedKeys> published() {
        return SigningKeyRow.<SigningKeyRow>find("order by validFrom, id")
                .list()
                .map(rows -> new PublishedKeys(
                        rows.stream().map(SigningKeyRow::published).toList()));
    }
}
