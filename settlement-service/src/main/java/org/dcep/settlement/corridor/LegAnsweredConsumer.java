package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dcep.contracts.LegAnswered;
import org.dcep.contracts.Topic;
import org.dcep.crypto.MerkleTree;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.PaymentOrder;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.settlement.contradiction.Contradiction;
import org.dcep.settlement.contradiction.Contradictions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends trades as their e-CNY leg has ended. What cannot be true is kept for a person and moves nothing. */
@ApplicationScoped
class LegAnsweredConsumer implements EventBatchConsumer<LegAnswered> {
    private final Contradictions contradictions;
    private final BusinessTime time;
    private final String network;

    LegAnsweredConsumer(
            Contradictions contradictions, BusinessTime time, @ConfigProperty(name = "dcep.network") String network) {
        this.contradictions = contradictions;
        this.time = time;
        this.network = network;
    }

    @Override
    public Topic topic() {
        return Topic.LEG_ANSWERED;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LegAnswered> answers) {
        Instant now = time.now();
        TreeSet<String> corridors =
                answers.stream().map(LegAnswered::corridorId).collect(Collectors.toCollection(TreeSet::new));
        // Ascending, and before any trade is read: two batches never wait for each other.
        return Multi.createFrom()
                .iterable(corridors)
                .onItem()
                .transformToUniAndConcatenate(corridor -> CorridorStore.lock(tx, corridor))
                .collect()
                .last()
                .chain(() -> Multi.createFrom()
                        .iterable(answers)
                        .onItem()
                        .transformToUniAndConcatenate(answer -> conclude(tx, answer, now))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Void> conclude(SqlConnection tx, LegAnswered answer, Instant now) {
        return CorridorStore.trade(tx, answer.tradeId())
                .map(known -> known.map(trade -> TradeRules.conclude(trade, answer, now))
                        .orElseGet(() -> new Conclusion.Contradicted("there is no such trade")))
                .chain(conclusion -> conclusion.fold(
                        ended -> record(tx, ended, answer),
                        known -> Uni.createFrom().voidItem(),
                        contradicted -> contradictions.keep(
                                tx, List.of(new Contradiction(answer, answer.operatorId(), 0, contradicted.why())))));
    }

    private Uni<Void> record(SqlConnection tx, Conclusion.Ended ended, LegAnswered answer) {
        Trade trade = ended.trade();
        Optional<byte[]> leafHash = answer.accepted()
                ? Optional.of(MerkleTree.leafHash(leaf(trade, answer).bytes(network)))
                : Optional.empty();
        return CorridorStore.end(tx, trade, leafHash)
                .chain(() -> ForeignLedger.post(
                        tx,
                        trade.quote().corridorId(),
                        ended.posting(),
                        trade.endedAt().orElseThrow()));
    }

    /** What the notary must have heard: wallets and amount as the trade says, everything else as the answer does. */
    private static LogLeaf leaf(Trade trade, LegAnswered answer) {
        PaymentOrder order = trade.quote().order();
        return new LogLeaf(
                order.id(),
                answer.operatorId(),
                answer.cycleId(),
                answer.payeeOperatorId(),
                order.payer(),
                order.payee(),
                order.amount().fen(),
                answer.gasUnits(),
                answer.gasFeeFen(),
                answer.gasPolicyVersion(),
                answer.decidedAt());
    }
}
