package org.dcep.settlement.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.PolicyPublished;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The versions of all policies that settlement goes by, each kept once. What the central bank did not sign, what cannot be
 * read, and what says otherwise than a version that is there has no effect and is kept apart as a contradiction.
 */
@ApplicationScoped
public class PolicyRegister {
    private final CentralBankKey centralBank;
    private final Contradictions contradictions;
    private final SettlementPolicy configured;

    PolicyRegister(
            CentralBankKey centralBank,
            Contradictions contradictions,
            @ConfigProperty(name = "dcep.settlement.mode") ClearingMode mode,
            @ConfigProperty(name = "dcep.settlement.asset") SettlementAsset asset) {
        this.centralBank = centralBank;
        this.contradictions = contradictions;
        this.configured = SettlementPolicy.of(mode, asset);
    }

    /**
     * How operators settle at a time.
     *
     * @param version empty for the configuration
     */
    public record InForce(Optional<Integer> version, SettlementPolicy policy) {}

    /** Keeps a version in the running transaction, unless it is known or must not be kept. */
    Uni<Void> keep(KeptPolicy kind, PolicyPublished event) {
        return fault(kind, event).map(reason -> contradicts(event, reason)).orElseGet(() -> keepGenuine(kind, event));
    }

    private Optional<String> fault(KeptPolicy kind, PolicyPublished event) {
        if (!centralBank.signed(event)) {
            return Optional.of("the policy is not signed by the central bank");
        }
        try {
            kind.check(event.document());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the policy cannot be read: " + e.getMessage());
        }
    }

    private Uni<Void> keepGenuine(KeptPolicy kind, PolicyPublished event) {
        return Panache.getSession()
                .chain(session -> session.find(kind.rows(), event.version()).chain(known -> {
                    if (known == null) {
                        return session.persist(kind.row(event));
                    }
                    return known.says(event)
                            ? Uni.createFrom().voidItem()
                            : contradicts(event, "version " + event.version() + " already says otherwise");
                }));
    }

    private Uni<Void> contradicts(PolicyPublished event, String reason) {
        return contradictions.keep(new Contradiction(event, "", 0, reason));
    }

    /** The gas policy in force at {@code at}; null if there is none. */
    public Uni<GasPolicyRow> gas(Instant at) {
        return newest(GasPolicyRow.class, at);
    }

    /** The settlement policy in force at {@code at}; the configuration if there is none. */
    public Uni<InForce> settlement(Instant at) {
        return newest(SettlementPolicyRow.class, at)
                .map(row -> row == null
                        ? new InForce(Optional.empty(), configured)
                        : new InForce(Optional.of(row.version()), row.policy()));
    }

    /** Of the versions that are in force the one that came into force last, the newest of several; null if there is none. */
    private static <R extends SignedPolicyRow> Uni<R> newest(Class<R> rows, Instant at) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from " + rows.getSimpleName()
                                        + " where effectiveFrom <= ?1 order by effectiveFrom desc, version desc",
                                rows)
                        .setParameter(1, at)
                        .setMaxResults(1)
                        .getSingleResultOrNull());
    }
}
