package org.dcep.simulator.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How to start a sandbox.
 *
 * @param home where the built services are
 * @param data keeps databases, events and keys from run to run; without it they are gone afterwards
 * @param portBase issuer, wallet, settlement, auditor, PostgreSQL and Kafka listen on the six ports after it; without
 *     it, or if {@code portBaseIsWish} and one is taken, free ports are chosen
 * @param portBaseIsWish whether other ports will do
 * @param seed makes keys and secrets repeatable; without it they are random
 * @param settlementMode {@code DEFERRED_NET}, {@code GROSS} or {@code HYBRID}, until a policy says otherwise
 * @param settlementAsset {@code CURRENCY} or {@code RESERVES}, likewise
 * @param unsafeFast gives up crash safety for speed
 * @param longRun whether the network lives long enough for the second compiler to earn what it costs
 * @param tunings what single services are started with beyond the usual
 * @param progress is told what is being waited for
 */
public record SandboxOptions(
        Path home,
        Optional<Path> data,
        OptionalInt portBase,
        boolean portBaseIsWish,
        OptionalLong seed,
        String settlementMode,
        String settlementAsset,
        boolean unsafeFast,
        boolean longRun,
        Map<Service, Tuning> tunings,
        Consumer<String> progress) {

    /**
     * What one service is started with beyond the usual.
     *
     * @param jvmOptions come last, so that they win
     * @param environment wins over what every sandbox sets
     */
    public record Tuning(List<String> jvmOptions, Map<String, String> environment) {
        static final Tuning NONE = new Tuning(List.of(), Map.of());

        public Tuning {
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
        }
    }

    public SandboxOptions {
        tunings = Map.copyOf(tunings);
    }

    /** Free ports, random keys, durable, settlement in net, nothing kept, nothing said. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                ProjectHome.locate(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                OptionalLong.empty(),
                "DEFERRED_NET",
                "CURRENCY",
                false,
                false,
                Map.of(),
                said -> {});
    }

    /** The same with data that stays in {@code directory}. */
    public SandboxOptions withData(Path directory) {
        return new SandboxOptions(
                home,
                Optional.of(directory),
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same on exactly the ports after {@code base}. */
    public SandboxOptions withPortBase(int base) {
        return new SandboxOptions(
                home,
                data,
                OptionalInt.of(base),
                false,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same on the ports after {@code base} if they are free. */
    public SandboxOptions preferringPortBase(int base) {
        return new SandboxOptions(
                home,
                data,
                OptionalInt.of(base),
                true,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same with keys and secrets derived from {@code chosen}. */
    public SandboxOptions withSeed(long chosen) {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                OptionalLong.of(chosen),
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same with another settlement mode. */
    public SandboxOptions withSettlementMode(String mode) {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                mode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same with another asset that settles. */
    public SandboxOptions withSettlementAsset(String asset) {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                asset,
                unsafeFast,
                longRun,
                tunings,
                progress);
    }

    /** The same without crash safety if {@code fast}. */
    public SandboxOptions withUnsafeFast(boolean fast) {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                settlementAsset,
                fast,
                longRun,
                tunings,
                progress);
    }

    /** The same for a network that lives longer than some minutes. */
    public SandboxOptions forLongRun() {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                true,
                tunings,
                progress);
    }

    /** The same with one service started otherwise. */
    public SandboxOptions withTuning(Service service, Tuning tuning) {
        Map<Service, Tuning> more = new HashMap<>(tunings);
        more.put(service, tuning);
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                more,
                progress);
    }

    Tuning tuningOf(Service service) {
        return tunings.getOrDefault(service, Tuning.NONE);
    }

    /** The same with somebody who listens to progress. */
    public SandboxOptions reportingTo(Consumer<String> listener) {
        return new SandboxOptions(
                home,
                data,
                portBase,
                portBaseIsWish,
                seed,
                settlementMode,
                settlementAsset,
                unsafeFast,
                longRun,
                tunings,
                listener);
    }
}
