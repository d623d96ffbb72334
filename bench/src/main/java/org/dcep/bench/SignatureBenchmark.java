package org.dcep.bench;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.dcep.crypto.SigningKey;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a genuine signature under an order costs, with a key that is ready in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignatureBenchmark {
    private static final int ORDERS = 64;

    @Param
    public SignatureAlgorithm algorithm;

    private final byte[][] messages = new byte[ORDERS][];
    private final byte[][] signatures = new byte[ORDERS][];
    private VerifyingKey key;
    private SigningKey secret;
    private int next;

    @Setup
    public void prepare() {
        secret = SigningKey.fromSecret(algorithm, HexFormat.of().parseHex("3c".repeat(SigningKey.SECRET_BYTES)));
        key = secret.verifyingKey();
        for (int i = 0; i < ORDERS; i++) {
            messages[i] = SampleOrder.numbered(i).signedBytes(SampleOrder.NETWORK);
            signatures[i] = secret.sign(messages[i]);
        }
    }

    @Benchmark
    public boolean verify() {
        int order = next++ & ORDERS - 1;
        return key.verifies(messages[order], signatures[order]);
    }

    @Benchmark
    public byte[] sign() {
        return secret.sign(messages[next++ & ORDERS - 1]);
    }
}
