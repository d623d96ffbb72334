package org.dcep.settlement.report;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.settlement.clearing.ObligationStore;
import org.dcep.settlement.cycle.CycleState;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.intake.GrossPositionRow;
import org.dcep.settlement.netting.NetPosition;
import org.dcep.settlement.netting.Netting;

/**
 * Reads obligations between operators that are not final yet: where issued currency settles, those of cycles in net, and
 * where reserves do, whatever waits.
 */
@ApplicationScoped
public class PositionReport {
    private static final String OPEN = """
            select p from GrossPositionRow p, CycleRow c
            where p.cycleId = c.cycleId and c.state in ?1 and c.mode = ?2 and c.asset = ?3
            """;

    @Inject
    CycleStore cycles;

    @Inject
    ObligationStore obligations;

    @WithSession
    Uni<PositionView> view(Visibility visibility) {
        return cycles.open()
                .chain(open -> positions()
                        .map(positions -> new PositionView(
                                open.cycleId(),
                                positions.stream()
                                        .filter(position -> visibility.shows(position.operatorId()))
                                        .map(PositionReport::position)
                                        .toList())));
    }

    /** The open position of every operator, ascending by operator, in the running session. */
    public Uni<List<NetPosition>> positions() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OPEN, GrossPositionRow.class)
                        .setParameter(1, List.of(CycleState.OPEN, CycleState.CLOSING))
                        .setParameter(2, ClearingMode.DEFERRED_NET)
                        .setParameter(3, SettlementAsset.CURRENCY)
                        .getResultList())
                .chain(rows -> obligations
                        .unsettledPairs(0, Long.MAX_VALUE)
                        .map(pairs -> Netting.positions(Stream.concat(
                                        rows.stream().map(GrossPositionRow::position),
                                        pairs.stream().map(ObligationStore.UnsettledPair::position))
                                .toList())));
    }

    private static PositionView.Position position(NetPosition position) {
        return new PositionView.Position(
                position.operatorId(), position.owesFen(), position.owedFen(), position.netFen());
    }
}
