package org.dcep.simulator.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dcep.clearing.CostModel.Cost;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Volume;
import org.dcep.simulator.settle.RunResult;

/**
 * The figures of a settled file as {@code summary.json} holds them, members in reading order. Everything follows from the
 * file, the seed and the options.
 */
public final class SettleSummary {
    private SettleSummary() {}

    /** The document. */
    public static Map<String, Object> of(SettleRecord record) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("options", record.options());
        summary.put("booksBalance", record.booksBalance());
        summary.put("obligations", record.file().obligations().size());
        summary.put("linesWithoutValue", record.file().withoutValue());
        summary.put("participants", record.file().obligations().participants().size());
        summary.put("days", record.file().obligations().days());
        summary.put("valueFen", record.valueFen());
        summary.put("lowerBoundFen", record.lowerFen());
        summary.put("upperBoundFen", record.upperFen());
        summary.put("runs", record.runs().stream().map(SettleSummary::run).toList());
        return summary;
    }

    private static Map<String, Object> run(RunResult run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mode", run.mode());
        figures.put("level", run.level().label());
        figures.put("liquidityFen", run.liquidityFen());
        figures.put("booksBalance", run.booksBalance());
        indicators(run.whole(), figures);
        figures.put("returned", volume(run.returned()));
        figures.put("cycles", run.cycles());
        figures.put("cyclesPostponed", run.postponed());
        figures.put(
                "overnightLoans",
                run.loans().stream()
                        .map(loan -> ordered(
                                "participant", loan.borrower().value(),
                                "principalFen", loan.principal().fen(),
                                "priceFen", loan.price().fen()))
                        .toList());
        figures.put(
                "participants",
                run.whole().participants().stream()
                        .map(SettleSummary::participant)
                        .toList());
        figures.put("days", days(run.days()));
        return figures;
    }

    private static List<Map<String, Object>> days(List<Indicators> days) {
        return IntStream.range(0, days.size())
                .mapToObj(i -> {
                    Map<String, Object> day = ordered("day", i + 1);
                    indicators(days.get(i), day);
                    return day;
                })
                .toList();
    }

    private static void indicators(Indicators found, Map<String, Object> figures) {
        figures.put("submitted", volume(found.submitted()));
        figures.put("settled", volume(found.settledInAll()));
        Map<String, Object> byKind = new LinkedHashMap<>();
        found.settled().forEach((kind, settled) -> byKind.put(kind.name(), volume(settled)));
        figures.put("settledByKind", byKind);
        figures.put("unsettled", volume(found.unsettled()));
        figures.put("delayIndicator", found.delayIndicator());
        figures.put("meanDelaySeconds", found.meanDelaySeconds());
        figures.put("liquidityUsedFen", found.liquidityUsedFen());
        figures.put("peakCreditFen", found.peakCreditFen());
        found.turnoverRatio().ifPresent(ratio -> figures.put("turnoverRatio", ratio));
        figures.put("peakQueueLength", found.peakQueueLength());
        figures.put("peakQueueFen", found.peakQueueFen());
        found.halfSettledAt().ifPresent(at -> figures.put("halfSettledBy", SettleTimes.of(at)));
        figures.put("cost", cost(found.cost()));
    }

    private static Map<String, Object> participant(ParticipantIndicators one) {
        return ordered(
                "participant", one.id().value(),
                "broughtFen", one.broughtFen(),
                "usedFen", one.usedFen(),
                "leastBalanceFen", one.leastBalanceFen(),
                "balanceFen", one.balanceFen(),
                "peakCreditFen", one.peakCreditFen(),
                "paid", volume(one.paid()),
                "received", volume(one.received()),
                "cost", cost(one.cost()));
    }

    private static Map<String, Object> volume(Volume volume) {
        return ordered("count", volume.count(), "fen", volume.fen());
    }

    private static Map<String, Object> cost(Cost cost) {
        return ordered(
                "delayFen", cost.delayFen(),
                "creditFen", cost.creditFen(),
                "liquidityFen", cost.liquidityFen(),
                "messageFen", cost.messageFen(),
                "totalFen", cost.totalFen());
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
