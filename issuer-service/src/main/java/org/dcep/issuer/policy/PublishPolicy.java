package org.dcep.issuer.policy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dcep.contracts.SignedPolicy;
import org.dcep.issuer.mint.CentralBankKey;
import org.dcep.outbox.Outbox;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers, signs and publishes a policy; signing happens outside of the transaction. */
@ApplicationScoped
public class PublishPolicy {
    private final PolicyStore store;
    private final CentralBankKey key;
    private final Outbox outbox;
    private final Clock clock;
    private final String network;

    PublishPolicy(
            PolicyStore store,
            CentralBankKey key,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network) {
        this.store = store;
        this.key = key;
        this.outbox = outbox;
        this.clock = clock;
        this.network = network;
    }

    /** Publishes the first version of every policy with which a new network starts. */
    public Uni<Void> publishInitial() {
        Uni<Void> published = Uni.createFrom().voidItem();
        for (PolicyKind kind : PolicyKind.values()) {
            Optional<PolicyDraft> draft =
                    kind.initial().map(document -> new PolicyDraft(kind, document, Optional.empty()));
            published = published.chain(() -> draft.map(this::publishInitial).orElseGet(Uni.createFrom()::voidItem));
        }
        return published;
    }

    private Uni<Void> publishInitial(PolicyDraft draft) {
        PolicyKind kind = draft.kind();
        return store.newest(kind)
                .chain(newest -> newest.isPresent()
                        ? Uni.createFrom().voidItem()
                        : sign(draft, 1, now()).chain(store::publish).replaceWithVoid());
    }

    /** The new version, or the newest one if the draft repeats it. */
    Uni<PolicyVersion> publish(PolicyDraft draft) {
        return store.newest(draft.kind())
                .chain(newest -> newest.filter(version -> PolicyRules.repeats(draft, version))
                        .map(version -> Uni.createFrom().item(version))
                        .orElseGet(() -> publishAfter(newest, draft)));
    }

    private Uni<PolicyVersion> publishAfter(Optional<PolicyVersion> newest, PolicyDraft draft) {
        Instant now = now();
        PolicyRules.decide(draft, newest, now).ifPresent(refusal -> {
            throw refusal.problem().asException();
        });
        int number = newest.map(PolicyVersion::version).orElse(0) + 1;
        return sign(draft, number, PolicyRules.effectiveFrom(draft, now))
                .chain(version ->
                        store.publish(version).chain(published -> published ? published(version) : publish(draft)));
    }

    private Uni<PolicyVersion> published(PolicyVersion version) {
        outbox.wake();
        return Uni.createFrom().item(version);
    }

    private Uni<PolicyVersion> sign(PolicyDraft draft, int number, Instant effectiveFrom) {
        byte[] message =
                SignedPolicy.signedBytes(network, draft.kind().name(), number, effectiveFrom, draft.document());
        return key.signAside(message)
                .map(signature -> new PolicyVersion(
                        draft.kind(), number, effectiveFrom, draft.document(), key.keyId(), signature));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
