package org.dcep.simulator.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.workload.Ids;

/**
 * How many signatures one thread of a JVM like the wallet service's verifies in a second, with the library that the
 * service uses: printed as one line of JSON, by algorithm.
 */
public final class VerifyMain {
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** As many different keys as keep the decoded points out of the nearest cache, as in the service. */
    private static final int KEYS = 256;

    private static final int MESSAGE_BYTES = 210;

    private record Signed(SigningKey key, byte[] message, byte[] signature) {}

    private VerifyMain() {}

    public static void main(String[] arguments) {
        Map<String, Double> perSecond = new LinkedHashMap<>();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            List<Signed> signed = signed(algorithm);
            rate(signed, WARM_UP_NANOS);
            perSecond.put(algorithm.wireName(), rate(signed, MEASURED_NANOS));
        }
        System.out.println(new String(Json.bytes(perSecond), StandardCharsets.UTF_8));
    }

    private static List<Signed> signed(SignatureAlgorithm algorithm) {
        Ids ids = new Ids(1);
        List<Signed> signed = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            SigningKey key = ids.key(algorithm, "yardstick/" + i);
            byte[] message =
                    (i + "-".repeat(MESSAGE_BYTES)).substring(0, MESSAGE_BYTES).getBytes(StandardCharsets.UTF_8);
            signed.add(new Signed(key, message, key.sign(message)));
        }
        return signed;
    }

    private static double rate(List<Signed> signed, long nanos) {
        long began = System.nanoTime();
        long verified = 0;
        while (System.nanoTime() - began < nanos) {
            for (Signed one : signed) {
                if (!one.key().verifyingKey().verifies(one.message(), one.signature())) {
                    throw new IllegalStateException("a genuine signature is not verified");
                }
            }
            verified += signed.size();
        }
        return Math.round(verified * 1e9 / (System.nanoTime() - began));
    }
}
