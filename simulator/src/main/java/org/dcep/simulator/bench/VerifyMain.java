package org.dcep.simulator.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.Verifier;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.simulator.client.Json;
import org.dcep.simulator.workload.Ids;

/**
 * How many signatures one thread of a JVM like the wallet service's verifies in a second, with the library that the
 * service uses: printed as one line of JSON. Arguments are the seconds of each measurement and the name of the verifier
 * that the service is configured with.
 */
public final class VerifyMain {
    static final String ED25519 = "ed25519";
    static final String ED25519_BOUNCY_CASTLE = "ed25519BouncyCastle";
    static final String SM2 = "sm2";

    /** As many different keys as keep the decoded points out of the nearest cache, as in the service. */
    private static final int KEYS = 256;

    /** As long as the signed bytes of a payment without reference. */
    private static final int MESSAGE_BYTES = 130;

    private record Signed(SigningKey key, byte[] message, byte[] signature) {
        boolean isGenuineTo(Verifier verifier) {
            return verifier.verifies(key.verifyingKey(), message, signature);
        }
    }

    private VerifyMain() {}

    public static void main(String[] arguments) {
        int seconds = Integer.parseInt(arguments[0]);
        Map<String, Double> perSecond = new LinkedHashMap<>();
        Verifier services = arguments[1].equals("auto") ? Verifier.fastest() : Verifier.bouncyCastle();
        List<Signed> ed25519 = signed(SignatureAlgorithm.ED25519);
        perSecond.put(ED25519, rate(services, ed25519, seconds));
        perSecond.put(ED25519_BOUNCY_CASTLE, rate(Verifier.bouncyCastle(), ed25519, seconds));
        perSecond.put(SM2, rate(services, signed(SignatureAlgorithm.SM2), seconds));
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

    /** Measured after as long a warm-up. */
    private static double rate(Verifier verifier, List<Signed> signed, int seconds) {
        rate(verifier, signed, TimeUnit.SECONDS.toNanos(seconds));
        return rate(verifier, signed, TimeUnit.SECONDS.toNanos(seconds));
    }

    private static double rate(Verifier verifier, List<Signed> signed, long nanos) {
        long began = System.nanoTime();
        long verified = 0;
        while (System.nanoTime() - began < nanos) {
            if (!signed.stream().allMatch(one -> one.isGenuineTo(verifier))) {
                throw new IllegalStateException("a genuine signature is not verified");
            }
            verified += signed.size();
        }
        return Math.round(verified * 1e9 / (System.nanoTime() - began));
    }
}
