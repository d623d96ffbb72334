package org.dcep.simulator.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.Offsetting;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.Shortfall;
import picocli.CommandLine.Option;

/** The options of {@code dcep settle} that say how the engine decides. */
final class SettleRules {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            split = ",",
            defaultValue = "all",
            description = "GROSS, DEFERRED_NET, HYBRID, several with commas, or all.")
    private List<String> modes;

    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            defaultValue = "RESERVES",
            description = "What settles: CURRENCY (covered, never lent) or RESERVES (with credit within the day).")
    private SettlementAsset asset;

    @Option(names = "--no-bypass", description = "HYBRID keeps the order of a payer's NORMAL obligations too.")
    private boolean noBypass;

    @Option(
            names = "--max-cycle",
            paramLabel = "N",
            defaultValue = "5",
            description = "The longest ring of participants that HYBRID looks for, 2 to 8.")
    private int maxCycle;

    @Option(
            names = "--shortfall",
            paramLabel = "RULE",
            defaultValue = "POSTPONE",
            description = "What DEFERRED_NET does when a participant cannot pay: POSTPONE the cycle, or RECAST it.")
    private Shortfall shortfall;

    @Option(
            names = "--end-of-day",
            paramLabel = "RULE",
            defaultValue = "KEEP",
            description = "What becomes of what is unsettled: KEEP, RETURN, or FORCE (on credit, reserves only).")
    private Ending ending;

    @Option(
            names = "--overnight-ppm",
            paramLabel = "PPM",
            defaultValue = "100",
            description = "With --end-of-day FORCE: the price of a loan for a night, in millionths of it.")
    private int overnightPpm;

    /** The values of {@code --end-of-day}. */
    enum Ending {
        KEEP,
        RETURN,
        FORCE
    }

    /**
     * One for each mode, in the order in which they were named.
     *
     * @throws IllegalArgumentException if an option is out of range or contradicts another
     */
    List<ClearingRules> rules() {
        Offsetting offsetting = Offsetting.ALL.withMaxCycleLength(maxCycle);
        EndOfDay atTheEnd = switch (ending) {
            case KEEP -> new EndOfDay.Keep();
            case RETURN -> new EndOfDay.Return();
            case FORCE -> new EndOfDay.ForceOnCredit(overnightPpm);
        };
        return modes().stream()
                .map(mode -> ClearingRules.of(mode, asset)
                        .with(noBypass ? offsetting.withoutBypass() : offsetting)
                        .with(shortfall)
                        .with(atTheEnd))
                .toList();
    }

    boolean settleCurrency() {
        return asset == SettlementAsset.CURRENCY;
    }

    void describe(Map<String, Object> options) {
        options.put("modes", modes());
        options.put("asset", asset);
        options.put("bypass", !noBypass);
        options.put("maxCycle", maxCycle);
        options.put("shortfall", shortfall);
        options.put("endOfDay", ending);
        if (ending == Ending.FORCE) {
            options.put("overnightPpm", overnightPpm);
        }
    }

    private List<ClearingMode> modes() {
        if (modes.equals(List.of("all"))) {
            return List.of(ClearingMode.values());
        }
        return modes.stream().map(SettleRules::mode).distinct().toList();
    }

    private static ClearingMode mode(String name) {
        try {
            return ClearingMode.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--mode " + name + ": the modes are GROSS, DEFERRED_NET, HYBRID and all", e);
        }
    }
}
