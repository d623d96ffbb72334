package org.dcep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.Topic;
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

/** The event of a final payment, written by its wallet and read by whoever listens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventJsonBenchmark {
    private final Event event = event(SampleOrder.numbered(1));
    private final byte[] json = EventJson.write(event).getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public String write() {
        return EventJson.write(event);
    }

    @Benchmark
    public Event read() throws IOException {
        return EventJson.read(Topic.PAYMENT_COMMITTED, json);
    }

    private static Event event(PaymentOrder order) {
        return new PaymentCommitted(
                order.id(),
                "icbc",
                1,
                "icbc",
                order.payer(),
                order.payee(),
                order.amount().fen(),
                21_000,
                1,
                1,
                SampleOrder.NOW);
    }
}
