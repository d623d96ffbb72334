package org.dcep.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.Obligation;
import org.dcep.clearing.Participant;
import org.dcep.clearing.Priority;
import org.dcep.clearing.SettledGroup;
import org.dcep.clearing.SettlementAsset;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The settlement engine among 50 operators: a gridlock resolved at once, and obligations as they come. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClearingBenchmark {
    private static final int OPERATORS = 50;
    private static final int OBLIGATIONS = 10_000;
    private static final int OBLIGATIONS_PER_TICK = 100;
    private static final Instant MORNING = Instant.parse("2026-11-02T00:00:00Z");
    private static final ClearingRules HYBRID = ClearingRules.of(ClearingMode.HYBRID, SettlementAsset.RESERVES);

    /**
     * What each operator has, in fen; obligations are of 1,000 fen to 10,000,000 fen. With nothing all algorithms search and
     * find nothing, with 2,000,000 all of them settle something, with 50,000,000 nearly everything settles one by one.
     */
    @Param({"0", "2000000", "5000000", "50000000"})
    public long liquidityFen;

    private List<Participant> operators;
    private List<Obligation> obligations;
    private ClearingSnapshot queued;
    private ClearingEngine engine;

    /** Ten thousand obligations wait, because until now their cycle has not been closed. */
    @Setup
    public void queue() {
        operators = IntStream.range(0, OPERATORS)
                .mapToObj(i -> Participant.of(operator(i), new Money(liquidityFen)))
                .toList();
        obligations = draw(new SplittableRandom(1));
        ClearingRules deferred = ClearingRules.of(ClearingMode.DEFERRED_NET, SettlementAsset.RESERVES);
        ClearingEngine waiting = ClearingEngine.open(deferred, operators, MORNING);
        obligations.forEach(obligation -> waiting.submit(obligation, MORNING));
        queued = waiting.snapshot();
    }

    /** {@link #settleQueue} ends with another engine than it began with. */
    @Setup(Level.Invocation)
    public void resume() {
        engine = ClearingEngine.resume(HYBRID, queued);
    }

    /** Everything that can settle of ten thousand queued obligations, by all algorithms. */
    @Benchmark
    public List<SettledGroup> settleQueue() {
        return engine.settleQueue(MORNING);
    }

    /** The same ten thousand one after another, the queue offset after each hundred. */
    @Benchmark
    public long submit() {
        ClearingEngine fresh = ClearingEngine.open(HYBRID, operators, MORNING);
        for (int i = 0; i < obligations.size(); i++) {
            fresh.submit(obligations.get(i), MORNING);
            if (i % OBLIGATIONS_PER_TICK == 0) {
                fresh.settleQueue(MORNING);
            }
        }
        return fresh.queueValueFen();
    }

    /** Amounts spread evenly over four orders of magnitude, one in ten URGENT or HIGH. */
    private static List<Obligation> draw(SplittableRandom random) {
        List<Obligation> drawn = new ArrayList<>();
        for (int i = 0; i < OBLIGATIONS; i++) {
            int payer = random.nextInt(OPERATORS);
            int payee = (payer + random.nextInt(1, OPERATORS)) % OPERATORS;
            long fen = (long) Math.pow(10, 3 + 4 * random.nextDouble());
            Priority priority = switch (random.nextInt(20)) {
                case 0 -> Priority.URGENT;
                case 1 -> Priority.HIGH;
                default -> Priority.NORMAL;
            };
            drawn.add(new Obligation("o" + i, operator(payer), operator(payee), new Money(fen), priority));
        }
        return drawn;
    }

    private static OperatorId operator(int number) {
        return OperatorId.of("bank-" + number);
    }
}
