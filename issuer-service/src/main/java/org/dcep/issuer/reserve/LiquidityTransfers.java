package org.dcep.issuer.reserve;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dcep.issuer.reserve.LiquidityTransfer.Direction;
import org.dcep.web.Page;

/** Reads transfers of liquidity. */
@ApplicationScoped
class LiquidityTransfers {
    private static final String PLACED = "select t.operatorId, t.direction, sum(t.amountFen) from"
            + " LiquidityTransferRow t where t.operatorId in ?1 and t.reason is null group by t.operatorId, t.direction";

    /** An operator's transfers of both directions, refused ones too, in the order of their decision. */
    @WithSession
    Uni<Page<LiquidityTransfer>> list(String operatorId, long afterSeq, int limit) {
        return LiquidityTransferRow.<LiquidityTransferRow>find(
                        "operatorId = ?1 and seq > ?2 order by seq", operatorId, afterSeq)
                .range(0, limit)
                .list()
                .map(rows -> Page.of(rows, limit, LiquidityTransferRow::seq).map(LiquidityTransferRow::view));
    }

    /** Empty if there is none, or it is another operator's. */
    @WithSession
    Uni<Optional<LiquidityTransfer>> find(String operatorId, Direction direction, UUID id) {
        return LiquidityTransferRow.decided(direction, id)
                .map(row -> Optional.ofNullable(row)
                        .map(LiquidityTransferRow::view)
                        .filter(transfer -> transfer.operatorId().equals(operatorId)));
    }

    /**
     * What each operator has placed less what it has taken back, in the running session; operators without transfers are
     * left out. Negative for one that took out what others had paid it.
     */
    Uni<Map<String, Long>> placedFen(Collection<String> operatorIds) {
        return Panache.getSession()
                .chain(session -> session.createQuery(PLACED, Object[].class)
                        .setParameter(1, operatorIds)
                        .getResultList())
                .map(rows -> {
                    Map<String, Long> placed = new HashMap<>();
                    for (Object[] row : rows) {
                        long fen = ((Number) row[2]).longValue();
                        placed.merge((String) row[0], row[1] == Direction.PLACEMENT ? fen : -fen, Math::addExact);
                    }
                    return placed;
                });
    }
}
