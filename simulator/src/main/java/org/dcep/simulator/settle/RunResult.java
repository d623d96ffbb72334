package org.dcep.simulator.settle;

import java.util.List;
import java.util.Locale;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.DayOutcome.OvernightLoan;
import org.dcep.clearing.Indicators;
import org.dcep.clearing.Indicators.ParticipantIndicators;
import org.dcep.clearing.Indicators.Volume;

/**
 * What one mode made of a file at one level of liquidity.
 *
 * @param liquidityFen what all participants brought together, without credit
 * @param whole the indicators from the first day's midnight to the last day's close
 * @param days the same for each day, the first at index 0
 * @param cycles how many cycles were closed with something in them
 * @param postponed how many of these settled nothing
 */
public record RunResult(
        ClearingMode mode,
        LiquidityLevel level,
        long liquidityFen,
        Indicators whole,
        List<Indicators> days,
        int cycles,
        int postponed,
        Volume returned,
        List<OvernightLoan> loans) {
    public RunResult {
        days = List.copyOf(days);
        loans = List.copyOf(loans);
    }

    /** Such as {@code hybrid-25-percent}, for a directory. */
    public static String name(ClearingMode mode, LiquidityLevel level) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + level.label().replace("%", "-percent");
    }

    /** Whether no fen was made or lost, and every obligation is accounted for. */
    public boolean booksBalance() {
        long balances = whole.participants().stream()
                .mapToLong(ParticipantIndicators::balanceFen)
                .sum();
        long lent = loans.stream().mapToLong(loan -> loan.principal().fen()).sum();
        Volume settled = whole.settledInAll();
        return balances == liquidityFen + lent
                && whole.submitted().count()
                        == settled.count() + whole.unsettled().count()
                && whole.submitted().fen() == settled.fen() + whole.unsettled().fen();
    }
}
