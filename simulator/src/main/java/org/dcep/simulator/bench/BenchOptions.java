package org.dcep.simulator.bench;

import java.util.List;
import java.util.OptionalInt;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * What to measure and how.
 *
 * @param wallets people with a wallet; an odd number is rounded up
 * @param seconds length of the measured window
 * @param warmUpSeconds driven before it
 * @param connections requests under way at most; the mode's own number if absent
 * @param ratePerSecond requests a second, arriving at random; 0 for as fast as answers come. In mode read it is the
 *     rate of the payments that are made beside the reads, never 0
 * @param times in mode overload: how many times the peak arrives
 * @param hotShare share of payments to one merchant, from 0 to 1
 * @param idsByTime whether payment ids ascend with time (UUID version 7) instead of being random
 * @param history payments in the books before anything is measured, a multiple of 1,000
 * @param yardstickSeconds how long each yardstick is measured; 0 leaves them out
 * @param verifier what the wallet service is told to verify Ed25519 with: {@code auto} or {@code bouncy-castle}
 */
public record BenchOptions(
        BenchMode mode,
        SignatureAlgorithm algorithm,
        int wallets,
        int seconds,
        int warmUpSeconds,
        OptionalInt connections,
        double ratePerSecond,
        double times,
        long seed,
        double hotShare,
        boolean idsByTime,
        int history,
        int yardstickSeconds,
        String verifier) {
    /** Orders are signed ahead of time and live ten minutes. */
    static final int MAX_SECONDS = 480;

    /**
     * @throws IllegalArgumentException if a number is outside its range
     */
    public BenchOptions {
        require(wallets >= 100 && wallets <= 10_000_000, "--wallets must be 100 to 10,000,000");
        wallets += wallets % 2;
        require(seconds >= 1 && seconds <= MAX_SECONDS, "--seconds must be 1 to " + MAX_SECONDS);
        require(warmUpSeconds >= 1 && warmUpSeconds <= MAX_SECONDS, "--warm-up must be 1 to " + MAX_SECONDS);
        require(
                connections.isEmpty() || connections.getAsInt() >= 1 && connections.getAsInt() <= 60_000,
                "--concurrency must be 1 to 60,000");
        require(ratePerSecond >= 0 && ratePerSecond <= 1_000_000, "--rate must be 0 to 1,000,000");
        require(ratePerSecond > 0 || mode != BenchMode.READ, "--mode read needs a --rate of payments");
        require(
                ratePerSecond == 0 || mode != BenchMode.OVERLOAD && mode != BenchMode.ENGINE,
                "--rate has no meaning in this mode");
        require(times >= 1 && times <= 100, "--times must be 1 to 100");
        require(hotShare >= 0 && hotShare <= 1, "--hot-share must be 0 to 1");
        require(history >= 0 && history % 1_000 == 0, "--history must be a multiple of 1,000");
        require(List.of("auto", "bouncy-castle").contains(verifier), "--verifier must be auto or bouncy-castle");
        require(yardstickSeconds >= 0 && yardstickSeconds <= 60, "--yardstick-seconds must be 0 to 60");
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    int connectionCount() {
        return connections.orElse(mode.connections());
    }
}
