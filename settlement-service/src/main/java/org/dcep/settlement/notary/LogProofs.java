package org.dcep.settlement.notary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dcep.crypto.ConsistencyProof;
import org.dcep.crypto.InclusionProof;
import org.dcep.crypto.Subtree;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** Makes proofs from some tiles, a handful whatever the length of the log, and tries each before it is told. */
@ApplicationScoped
class LogProofs {
    private static final HexFormat HEX = HexFormat.of();

    private final Pool pool;

    LogProofs(Pool pool) {
        this.pool = pool;
    }

    /** Every log that both have signed once. */
    Uni<List<NotaryStore.CurrentHead>> heads() {
        return NotaryStore.heads(pool);
    }

    /** Fails with 404 for a log of which no head is signed by both. */
    Uni<NotaryStore.CurrentHead> head(String operatorId) {
        return NotaryStore.head(pool, operatorId)
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()));
    }

    /** Fails with 404 for a payment that is in no log, with 503 for one that no head covers yet. */
    Uni<ProofView> inclusion(UUID paymentId) {
        return NotaryStore.place(pool, paymentId)
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException()))
                .chain(place -> NotaryStore.head(pool, place.operatorId())
                        .map(head -> covering(head, place))
                        .chain(head -> inclusion(place, head)));
    }

    private static NotaryStore.CurrentHead covering(Optional<NotaryStore.CurrentHead> head, Growth.Entry place) {
        return head.filter(current -> current.sealed().head().log().size() > place.leafIndex())
                .orElseThrow(() -> notReady("No head that covers the payment is signed by both yet"));
    }

    private Uni<ProofView> inclusion(Growth.Entry place, NotaryStore.CurrentHead current) {
        long size = current.sealed().head().log().size();
        Subtree leaf = new Subtree(0, place.leafIndex());
        Set<Subtree> needed = new HashSet<>(InclusionProof.needs(place.leafIndex(), size));
        needed.add(leaf);
        return tiles(place.operatorId(), needed)
                .map(tiles -> proved(
                        place, current, tiles.hash(leaf), InclusionProof.of(place.leafIndex(), size, tiles::hash)))
                .onFailure(Tiles.Damaged.class)
                .transform(damage -> doesNotProve());
    }

    private static ProofView proved(
            Growth.Entry place, NotaryStore.CurrentHead current, byte[] leafHash, InclusionProof proof) {
        byte[] root = HEX.parseHex(current.sealed().head().log().root());
        if (!proof.proves(leafHash, root)) {
            throw doesNotProve();
        }
        return new ProofView(
                place.paymentId(),
                place.leafIndex(),
                HEX.formatHex(leafHash),
                proof.path().stream().map(HEX::formatHex).toList(),
                HeadView.of(current.sealed()));
    }

    /** Fails with 400 for sizes that the log never had by its newest head. */
    Uni<ConsistencyView> consistency(String operatorId, long fromSize, long toSize) {
        return head(operatorId).chain(current -> {
            long size = current.sealed().head().log().size();
            if (toSize > size) {
                throw Problems.malformed("to", "must be at most " + size).asException();
            }
            return tiles(operatorId, ConsistencyProof.needs(fromSize, toSize))
                    .map(tiles -> ConsistencyProof.of(fromSize, toSize, tiles::hash).path().stream()
                            .map(HEX::formatHex)
                            .toList())
                    .map(path -> new ConsistencyView(operatorId, fromSize, toSize, path))
                    .onFailure(Tiles.Damaged.class)
                    .transform(damage -> doesNotProve());
        });
    }

    private Uni<Tiles> tiles(String operatorId, Set<Subtree> needed) {
        return NotaryStore.tiles(pool, operatorId, Tiles.holding(needed));
    }

    private static RuntimeException doesNotProve() {
        return notReady("The operator's log does not prove itself; an operator of this service has to look at it");
    }

    private static RuntimeException notReady(String detail) {
        return Problem.of("NOT_READY", 503, "The service is not ready for this request")
                .withDetail(detail)
                .retryAfterSeconds(1)
                .asException();
    }
}
