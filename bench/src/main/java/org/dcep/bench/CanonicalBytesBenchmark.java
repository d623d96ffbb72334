package org.dcep.bench;

import java.util.concurrent.TimeUnit;
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

/** The bytes under a payer's signature, and the fingerprint by which a repeated order is known. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CanonicalBytesBenchmark {
    private final PaymentOrder order = SampleOrder.numbered(1);
    private final byte[] signedBytes = order.signedBytes(SampleOrder.NETWORK);

    @Benchmark
    public byte[] signedBytes() {
        return order.signedBytes(SampleOrder.NETWORK);
    }

    @Benchmark
    public byte[] sm3Fingerprint() {
        return Sm3.digest(signedBytes);
    }
}
