package org.dcep.bench;

import java.util.concurrent.TimeUnit;
import org.dcep.contracts.PaymentDigest;
import org.dcep.crypto.MerkleTree;
import org.dcep.crypto.Sm3;
import org.dcep.kernel.PaymentOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Hashes over a payment: its fingerprint, its part in a log that proves itself, and the digest that a cycle adds up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HashBenchmark {
    private static final int SECOND_OF_PAYMENTS = 10_000;

    private final PaymentOrder order = SampleOrder.numbered(1);
    private final byte[] entry = order.signedBytes("sandbox");
    private final byte[] left = MerkleTree.leafHash(entry);
    private final byte[] right = MerkleTree.leafHash(left);

    @Benchmark
    public byte[] sm3Fingerprint() {
        return Sm3.digest(entry);
    }

    @Benchmark
    public byte[] merkleLeaf() {
        return MerkleTree.leafHash(entry);
    }

    @Benchmark
    public byte[] merkleNode() {
        return MerkleTree.nodeHash(left, right);
    }

    /** A tree over a second of payments; the time is one payment's part. */
    @Benchmark
    @OperationsPerInvocation(SECOND_OF_PAYMENTS)
    public byte[] merkleTree() {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < SECOND_OF_PAYMENTS; i++) {
            tree.append(entry);
        }
        return tree.root();
    }

    @Benchmark
    public long paymentDigest() {
        return PaymentDigest.of(order.id(), "icbc", "boc", order.amount().fen(), 1, 1);
    }
}
