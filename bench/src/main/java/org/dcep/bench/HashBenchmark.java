package org.dcep.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.dcep.contracts.PaymentDigest;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.PaymentOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Hashes over a payment: a node of a hash tree in both algorithms, and the digest that a cycle adds up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HashBenchmark {
    /** A mark and two hashes of 32 bytes, as RFC 9162 joins two subtrees. */
    private static final int NODE_BYTES = 65;

    private final byte[] node = new byte[NODE_BYTES];
    private final PaymentOrder order = SampleOrder.numbered(1);
    private final MessageDigest sha256 = sha256();

    @Benchmark
    public byte[] sha256Node() {
        return sha256.digest(node);
    }

    @Benchmark
    public byte[] sm3Node() {
        return Sm3.digest(node);
    }

    @Benchmark
    public long paymentDigest() {
        return PaymentDigest.of(order.id(), "icbc", "boc", order.amount().fen(), 1, 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
