package org.dcep.simulator.cli;

import org.dcep.clearing.CostModel;
import picocli.CommandLine.Option;

/** The options of {@code dcep settle} that say what settling costs; by default those of {@link CostModel#DEFAULT}. */
final class SettlePrices {
    @Option(
            names = "--delay-price",
            paramLabel = "PPM",
            defaultValue = "3",
            description = "Cost of a delay, in millionths of the value for each hour.")
    private int delayPpmPerHour;

    @Option(
            names = "--credit-price",
            paramLabel = "PPM",
            defaultValue = "2",
            description = "Cost of credit, in millionths of it for each hour.")
    private int creditPpmPerHour;

    @Option(
            names = "--liquidity-price",
            paramLabel = "PPM",
            defaultValue = "55",
            description = "Cost of liquidity, in millionths of it for each day.")
    private int liquidityPpmPerDay;

    @Option(
            names = "--message-price",
            paramLabel = "MICROFEN",
            defaultValue = "945000",
            description = "Cost of an obligation's message, in millionths of a fen.")
    private long messageMicroFen;

    /**
     * @throws IllegalArgumentException if a price is out of range
     */
    CostModel model() {
        return new CostModel(delayPpmPerHour, creditPpmPerHour, liquidityPpmPerDay, messageMicroFen);
    }
}
