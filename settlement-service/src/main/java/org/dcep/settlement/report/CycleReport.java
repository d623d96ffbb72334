package org.dcep.settlement.report;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.dcep.clearing.SettlementAsset;
import org.dcep.settlement.clearing.ObligationStore;
import org.dcep.settlement.cycle.CycleRow;
import org.dcep.settlement.cycle.CycleStore;
import org.dcep.settlement.finality.AdvanceCycle;
import org.dcep.settlement.finality.FinalityRules;
import org.dcep.settlement.intake.GrossPositionRow;
import org.dcep.settlement.intake.IntakeStore;
import org.dcep.settlement.intake.OperatorIntakeRow;
import org.dcep.settlement.netting.GrossPosition;
import org.dcep.settlement.netting.Netting;
import org.dcep.settlement.treasury.GasShareRow;
import org.dcep.settlement.treasury.Treasury;
import org.dcep.web.Page;

/** Reads cycles with everything that belongs to them, as far as the reader may see it. */
@ApplicationScoped
class CycleReport {
    @Inject
    CycleStore cycles;

    @Inject
    IntakeStore intake;

    @Inject
    ObligationStore obligations;

    @Inject
    Treasury treasury;

    @Inject
    AdvanceCycle progress;

    private record Parts(
            List<GrossPositionRow> pairs,
            List<OperatorIntakeRow> operators,
            List<GasShareRow> shares,
            List<ObligationStore.UnsettledPair> unsettled) {}

    /** Newest first. */
    @WithSession
    Uni<Page<CycleView>> page(long before, int limit, Visibility visibility) {
        return cycles.before(before, limit + 1)
                .map(rows -> Page.of(rows, limit, CycleRow::cycleId))
                .chain(page -> parts(page.items())
                        .map(parts -> page.map(row -> view(row, parts, visibility, Optional.empty()))));
    }

    /** Null if there is no such cycle. */
    @WithSession
    Uni<CycleView> one(long cycleId, Visibility visibility) {
        return cycles.findById(cycleId)
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : parts(List.of(row))
                                .chain(parts -> progress.waits(row)
                                        .map(waits -> view(row, parts, visibility, shown(waits, visibility)))));
    }

    /** Cycles follow one another without a gap, so a page is a range. */
    private Uni<Parts> parts(List<CycleRow> rows) {
        long first = rows.stream().mapToLong(CycleRow::cycleId).min().orElse(0);
        long last = rows.stream().mapToLong(CycleRow::cycleId).max().orElse(-1);
        return intake.pairs(first, last)
                .chain(pairs -> intake.operators(first, last)
                        .chain(operators -> treasury.shares(first, last)
                                .chain(shares -> obligations
                                        .unsettledPairs(first, last)
                                        .map(unsettled -> new Parts(pairs, operators, shares, unsettled)))));
    }

    private static CycleView view(
            CycleRow row, Parts parts, Visibility visibility, Optional<List<CycleView.Wait>> waits) {
        List<GrossPosition> all = parts.pairs().stream()
                .filter(pair -> pair.cycleId() == row.cycleId())
                .map(GrossPositionRow::position)
                .toList();
        List<GrossPosition> gross = all.stream().filter(visibility::shows).toList();
        return new CycleView(
                row.cycleId(),
                row.state(),
                row.mode(),
                row.asset(),
                row.policyVersion(),
                row.openedAt(),
                row.closedAt(),
                row.settledAt(),
                row.businessDate(),
                gross.stream().mapToLong(GrossPosition::payments).sum(),
                gross.stream().mapToLong(GrossPosition::amountFen).reduce(0, Math::addExact),
                gross.stream().map(CycleReport::gross).toList(),
                net(all, visibility),
                gas(row, parts, visibility),
                shares(row, parts, visibility),
                unsettled(row, parts, visibility),
                waits);
    }

    /** What of a cycle in reserves is not final; of other cycles nothing waits by itself. */
    private static Optional<CycleView.Unsettled> unsettled(CycleRow row, Parts parts, Visibility visibility) {
        if (row.asset() != SettlementAsset.RESERVES) {
            return Optional.empty();
        }
        List<GrossPosition> waiting = parts.unsettled().stream()
                .filter(pair -> pair.cycleId() == row.cycleId())
                .map(ObligationStore.UnsettledPair::position)
                .filter(visibility::shows)
                .toList();
        return Optional.of(new CycleView.Unsettled(
                waiting.stream().mapToLong(GrossPosition::payments).sum(),
                waiting.stream().mapToLong(GrossPosition::amountFen).reduce(0, Math::addExact)));
    }

    private static CycleView.Gross gross(GrossPosition position) {
        return new CycleView.Gross(
                position.payerOperatorId(), position.payeeOperatorId(), position.payments(), position.amountFen());
    }

    private static List<CycleView.Net> net(List<GrossPosition> gross, Visibility visibility) {
        return Netting.positions(gross).stream()
                .filter(position -> visibility.shows(position.operatorId()))
                .map(position -> new CycleView.Net(position.operatorId(), position.netFen()))
                .toList();
    }

    private static List<CycleView.Gas> gas(CycleRow row, Parts parts, Visibility visibility) {
        return parts.operators().stream()
                .filter(sum -> sum.cycleId() == row.cycleId() && visibility.shows(sum.operatorId()))
                .map(sum -> new CycleView.Gas(sum.operatorId(), sum.gasUnits(), sum.gasFeeFen()))
                .toList();
    }

    private static List<CycleView.GasShare> shares(CycleRow row, Parts parts, Visibility visibility) {
        return parts.shares().stream()
                .filter(share -> share.cycleId() == row.cycleId() && visibility.showsTotals())
                .map(share -> new CycleView.GasShare(share.beneficiary(), share.basisPoints(), share.amountFen()))
                .toList();
    }

    private static Optional<List<CycleView.Wait>> shown(List<FinalityRules.Wait> waits, Visibility visibility) {
        List<CycleView.Wait> shown = waits.stream()
                .filter(wait -> visibility.shows(wait.operatorId()))
                .map(wait ->
                        new CycleView.Wait(wait.operatorId(), wait.missing().name()))
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown);
    }
}
