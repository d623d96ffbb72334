package org.dcep.simulator.report;

import java.util.List;
import java.util.Map;
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
        return bounds.lower().values().stream().mapToLong(money -> money.fen()).sum();
    }

    long upperFen() {
        return bounds.upper().values().stream().mapToLong(money -> money.fen()).sum();
    }
}
