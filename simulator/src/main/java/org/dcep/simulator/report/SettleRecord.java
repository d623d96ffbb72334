package org.dcep.simulator.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dcep.clearing.ClearingMode;
import org.dcep.kernel.Money;
import org.dcep.simulator.settle.LiquidityBounds;
import org.dcep.simulator.settle.ObligationFile;
import org.dcep.simulator.settle.RunResult;

/**
 * Everything that is known after a file was settled in several ways.
 *
 * @param options what was asked for, in reading order
 * @param runs in the order of modes, and of levels within each
 */
public record SettleRecord(
        Map<String, Object> options, ObligationFile file, LiquidityBounds bounds, List<RunResult> runs) {
    public SettleRecord {
        runs = List.copyOf(runs);
    }

    /** Whether the books of every run balance. */
    public boolean booksBalance() {
        return runs.stream().allMatch(RunResult::booksBalance);
    }

    /** The value of all obligations of the file. */
    long valueFen() {
        return runs.get(0).whole().submitted().fen();
    }

    long lowerFen() {
        return bounds.lower().values().stream().mapToLong(Money::fen).sum();
    }

    long upperFen() {
        return bounds.upper().values().stream().mapToLong(Money::fen).sum();
    }

    /** The modes of the runs, in their order. */
    List<ClearingMode> modes() {
        return runs.stream().map(RunResult::mode).distinct().toList();
    }

    List<RunResult> runs(ClearingMode mode) {
        return runs.stream().filter(run -> run.mode() == mode).toList();
    }

    /** One run of each mode. */
    List<RunResult> runsAt(String level) {
        return runs.stream().filter(run -> run.level().label().equals(level)).toList();
    }

    /** The level with the least liquidity. */
    String lowestLevel() {
        return runs.stream()
                .min(Comparator.comparingLong(RunResult::liquidityFen))
                .orElseThrow()
                .level()
                .label();
    }
}
