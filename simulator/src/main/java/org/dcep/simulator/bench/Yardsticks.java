package org.dcep.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.ChildProcess;
import org.dcep.platform.JavaCommand;
import org.dcep.platform.PlatformException;
import org.dcep.simulator.client.Json;

/**
 * What this machine can do at all, measured in the same run while the network idles, so that a ratio to it holds on
 * another machine or at another hour.
 *
 * @param ed25519VerificationsPerSecondPerCore as the wallet service verifies, in the same kind of JVM
 * @param ed25519BouncyCastleVerificationsPerSecondPerCore with Bouncy Castle alone
 * @param fdatasyncPerSecond appends of 8 KiB, each forced to the disk that holds the data
 * @param naivePaymentsPerSecond one payment a transaction through the same code and pool; null if not measured
 */
public record Yardsticks(
        double ed25519VerificationsPerSecondPerCore,
        double ed25519BouncyCastleVerificationsPerSecondPerCore,
        double sm2VerificationsPerSecondPerCore,
        double fdatasyncPerSecond,
        Double naivePaymentsPerSecond) {
    private static final int PAGE_BYTES = 8_192;
    private static final int TAIL_LINES = 20;

    /**
     * Measures all but the naive payments.
     *
     * @param data a directory on the file system of the databases
     * @param seconds for each
     * @param verifier as the wallet service is configured
     * @param jvmOptions those of the wallet service
     */
    static Yardsticks measure(Path data, Path log, int seconds, String verifier, List<String> jvmOptions) {
        JsonNode verifications = verifications(log, seconds, verifier, jvmOptions);
        return new Yardsticks(
                verifications.path(VerifyMain.ED25519).asDouble(),
                verifications.path(VerifyMain.ED25519_BOUNCY_CASTLE).asDouble(),
                verifications.path(VerifyMain.SM2).asDouble(),
                syncs(data, seconds),
                null);
    }

    /** Measured twice, before and after. */
    Yardsticks meanWith(Yardsticks other) {
        return new Yardsticks(
                (ed25519VerificationsPerSecondPerCore + other.ed25519VerificationsPerSecondPerCore) / 2,
                (ed25519BouncyCastleVerificationsPerSecondPerCore
                                + other.ed25519BouncyCastleVerificationsPerSecondPerCore)
                        / 2,
                (sm2VerificationsPerSecondPerCore + other.sm2VerificationsPerSecondPerCore) / 2,
                (fdatasyncPerSecond + other.fdatasyncPerSecond) / 2,
                naivePaymentsPerSecond);
    }

    Yardsticks withNaivePayments(Double perSecond) {
        return new Yardsticks(
                ed25519VerificationsPerSecondPerCore,
                ed25519BouncyCastleVerificationsPerSecondPerCore,
                sm2VerificationsPerSecondPerCore,
                fdatasyncPerSecond,
                perSecond);
    }

    double verificationsPerSecondPerCore(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> ed25519VerificationsPerSecondPerCore;
            case SM2 -> sm2VerificationsPerSecondPerCore;
        };
    }

    private static JsonNode verifications(Path log, int seconds, String verifier, List<String> jvmOptions) {
        var command = JavaCommand.ofMain(VerifyMain.class, jvmOptions, List.of(Integer.toString(seconds), verifier));
        var launch = ChildProcess.Launch.of("verification yardstick", log, command);
        try (ChildProcess child = ChildProcess.start(launch.talking())) {
            String line = child.reader().readLine();
            if (line == null) {
                throw new PlatformException("no yardstick. The end of " + log + ":\n" + child.logTail(TAIL_LINES));
            }
            return Json.tree(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the yardstick cannot be read", e);
        }
    }

    private static double syncs(Path data, int seconds) {
        try {
            Path file = Files.createTempFile(data, "yardstick", null);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
                ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
                long began = System.nanoTime();
                long syncs = 0;
                while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds)) {
                    channel.write(page.rewind());
                    channel.force(false);
                    syncs++;
                }
                return Math.round(syncs * 1e9 / (System.nanoTime() - began));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + data, e);
        }
    }
}
