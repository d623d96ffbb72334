package org.dcep.simulator.cli;

import org.dcep.simulator.platform.SandboxOptions;
import picocli.CommandLine.Option;

/** How and in what the operators of a network settle that a command starts. */
final class SettlementChoice {
    @Option(
            names = "--settlement",
            paramLabel = "MODE",
            defaultValue = "net",
            description =
                    "How operators settle: net (once a day), gross (each payment at once) or hybrid (the same, from a"
                            + " queue whose obligations offset one another).")
    private Mode settlement;

    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            defaultValue = "currency",
            description =
                    "What operators settle in: currency (the rules of 2021) or reserves (of 2026), of which each bank"
                            + " places a part in its settlement account.")
    private Asset asset;

    /** The values of {@code --settlement}, with their names in the services' configuration. */
    enum Mode {
        net("DEFERRED_NET"),
        gross("GROSS"),
        hybrid("HYBRID");

        private final String configured;

        Mode(String configured) {
            this.configured = configured;
        }
    }

    /** The values of {@code --asset}, with their names in the services' configuration. */
    enum Asset {
        currency("CURRENCY"),
        reserves("RESERVES");

        private final String configured;

        Asset(String configured) {
            this.configured = configured;
        }
    }

    Mode settlement() {
        return settlement;
    }

    Asset asset() {
        return asset;
    }

    /** A network that settles so. */
    SandboxOptions of(SandboxOptions options) {
        return options.withSettlementMode(settlement.configured).withSettlementAsset(asset.configured);
    }
}
