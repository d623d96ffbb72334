package org.dcep.issuer.witness;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.mint.CentralBankKey;
import org.dcep.issuer.reserve.OperatorRow;
import org.dcep.kernel.LogHead;
import org.dcep.outbox.Outbox;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Signs heads or freezes shards, and remembers both. */
@ApplicationScoped
class Witness {
    private static final Logger LOG = Logger.getLogger(Witness.class);

    private final NotaryKey notary;
    private final CentralBankKey key;
    private final Outbox outbox;
    private final Clock clock;
    private final String network;
    private final MeterRegistry metrics;

    Witness(
            NotaryKey notary,
            CentralBankKey key,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "dcep.network") String network,
            MeterRegistry metrics) {
        this.notary = notary;
        this.key = key;
        this.outbox = outbox;
        this.clock = clock;
        this.network = network;
        this.metrics = metrics;
    }

    /**
     * Looks at a head in the running transaction: signs it, or freezes the shard, or, of a frozen shard, does nothing. A
     * head that settlement did not sign, or of an operator that was never admitted, says nothing about anybody and is
     * passed over. Signing takes a millisecond at most once a second and operator, so it may happen under the row's lock.
     */
    Uni<Void> look(LogHeadSealed sealed) {
        if (!notary.signed(sealed)) {
            return passOver(sealed, "NOT_SIGNED", "is not signed by settlement");
        }
        return locked(sealed.operatorId())
                .chain(row -> row == null
                        ? passOver(sealed, "NOT_ADMITTED", "is of an operator that was never admitted")
                        : judge(row, sealed));
    }

    private Uni<Void> passOver(LogHeadSealed sealed, String outcome, String why) {
        LOG.errorf("a head of operator %s %s; it is passed over", sealed.operatorId(), why);
        count(outcome);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> judge(WitnessRow row, LogHeadSealed sealed) {
        if (row.isFrozen()) {
            count("IGNORED");
            return Uni.createFrom().voidItem();
        }
        return WitnessRules.objection(row.signed(), sealed)
                .map(dispute -> freeze(row, sealed, dispute))
                .orElseGet(() -> cosign(row, sealed));
    }

    /** Null if there is no such operator. */
    private Uni<WitnessRow> locked(String operatorId) {
        return WitnessRow.<WitnessRow>findById(operatorId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .switchTo(() -> OperatorRow.count("id", operatorId)
                        .<WitnessRow>chain(admitted -> admitted == 0
                                ? Uni.createFrom().nullItem()
                                : new WitnessRow(operatorId, now()).persist()));
    }

    private Uni<Void> cosign(WitnessRow row, LogHeadSealed sealed) {
        Instant at = now();
        byte[] message = LogHead.cosignedBytes(
                network, sealed.operatorId(), sealed.head().log(), at, key.keyId());
        return key.signAside(message)
                .invoke(signature -> {
                    row.sign(sealed.head().log(), at);
                    count("SIGNED");
                })
                .chain(signature -> outbox.append(new LogHeadCosigned(
                        sealed.operatorId(),
                        sealed.size(),
                        sealed.root(),
                        at,
                        key.keyId(),
                        Base64Url.encode(signature))));
    }

    private Uni<Void> freeze(WitnessRow row, LogHeadSealed sealed, Dispute dispute) {
        LOG.errorf(
                "the log of operator %s contradicts itself (%s): signed %s, told %d %s; its shard is frozen",
                sealed.operatorId(), dispute, row.signed(), sealed.size(), sealed.root());
        row.freeze(sealed, dispute, now());
        count(dispute.name());
        return signed(change(row, row.freezeNumber(), true, dispute.name()))
                .chain(change ->
                        new FreezeRow(change, Optional.of(sealed)).persist().chain(() -> outbox.append(change)));
    }

    /** Every log that has been seen, by operator. */
    @WithSession
    Uni<List<WitnessRow>> all() {
        return WitnessRow.<WitnessRow>find("order by operatorId").list();
    }

    /** Null if nothing of the operator's log has been seen. */
    @WithSession
    Uni<WitnessRow> of(String operatorId) {
        return WitnessRow.findById(operatorId);
    }

    /** The decision with its signature, made outside of a transaction. */
    Uni<ShardFreezeChanged> signed(ShardFreezeChanged decision) {
        return key.signAside(decision.signedBytes(network))
                .map(signature -> decision.signed(Base64Url.encode(signature)));
    }

    ShardFreezeChanged change(WitnessRow row, long number, boolean frozen, String reason) {
        return new ShardFreezeChanged(
                row.operatorId(),
                number,
                frozen,
                reason,
                row.signed().size(),
                row.signed().root(),
                now(),
                key.keyId(),
                "");
    }

    /** Lifts the freeze before {@code lifted}; null if that one is not in force any more. */
    @WithTransaction
    Uni<WitnessRow> lift(ShardFreezeChanged lifted) {
        return locked(lifted.operatorId()).chain(row -> {
            if (!row.isFrozen() || row.freezeNumber() != lifted.number() - 1) {
                return Uni.createFrom().nullItem();
            }
            row.lift(lifted);
            LOG.warnf("the freeze of operator %s is lifted: %s", lifted.operatorId(), lifted.reason());
            return new FreezeRow(lifted, Optional.empty())
                    .persist()
                    .chain(() -> outbox.append(lifted))
                    .replaceWith(row);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void count(String outcome) {
        metrics.counter("dcep.witness.heads", "outcome", outcome).increment();
    }
}
