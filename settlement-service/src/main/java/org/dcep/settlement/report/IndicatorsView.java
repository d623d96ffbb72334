package org.dcep.settlement.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.clearing.CostModel.Cost;
import org.dcep.clearing.GroupKind;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Slice;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.clearing.SettlementAsset;

/**
 * How well settlement in one asset went, as REST shows it. Formulas: docs/reference/settlement.md.
 *
 * @param complete whether the span is over, so that the figures will not change
 * @param asset what moved
 * @param assets what the span's cycles settle in; of each there are indicators
 * @param participants ascending by operator; an operator sees itself only
 */
public record IndicatorsView(
        Instant from,
        Instant to,
        boolean complete,
        SettlementAsset asset,
        List<SettlementAsset> assets,
        Volume submitted,
        Map<GroupKind, Volume> settled,
        Volume unsettled,
        long liquidityUsedFen,
        long peakCreditFen,
        Optional<BigDecimal> turnoverRatio,
        BigDecimal delayIndicator,
        BigDecimal meanDelaySeconds,
        long peakQueueLength,
        long peakQueueFen,
        Optional<Instant> halfSettledAt,
        List<Slice> slices,
        List<Participant> participants,
        Cost cost) {

    /** One operator's part. */
    public record Participant(
            String operatorId,
            long broughtFen,
            long leastBalanceFen,
            long balanceFen,
            long usedFen,
            long peakCreditFen,
            Volume paid,
            Volume received,
            Cost cost) {

        static Participant of(ParticipantIndicators part) {
            return new Participant(
                    part.id().value(),
                    part.broughtFen(),
                    part.leastBalanceFen(),
                    part.balanceFen(),
                    part.usedFen(),
                    part.peakCreditFen(),
                    part.paid(),
                    part.received(),
                    part.cost());
        }
    }

    static IndicatorsView of(
            IndicatorsReport.Span span, SettlementAsset asset, Indicators indicators, Visibility visibility) {
        return new IndicatorsView(
                span.from(),
                span.to(),
                span.complete(),
                asset,
                span.assets(),
                indicators.submitted(),
                indicators.settled(),
                indicators.unsettled(),
                indicators.liquidityUsedFen(),
                indicators.peakCreditFen(),
                indicators.turnoverRatio(),
                indicators.delayIndicator(),
                indicators.meanDelaySeconds(),
                indicators.peakQueueLength(),
                indicators.peakQueueFen(),
                indicators.halfSettledAt(),
                indicators.slices(),
                indicators.participants().stream()
                        .filter(part -> visibility.shows(part.id().value()))
                        .map(Participant::of)
                        .toList(),
                indicators.cost());
    }
}
