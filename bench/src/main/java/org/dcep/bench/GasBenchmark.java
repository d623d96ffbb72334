package org.dcep.bench;

import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dcep.kernel.Money;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Operation;
import org.dcep.ledger.PriceRule;
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

/** What it costs to say what a payment costs, by the kind of price. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GasBenchmark {
    private static final LocalTime AT = LocalTime.of(10, 30);

    @Param
    public Kind kind;

    private final Money amount = new Money(1_280);
    private GasPolicy policy;
    private long restMicroFen;

    /** One rule of every kind, with three tiers or windows where it has any. */
    public enum Kind {
        ZERO(new PriceRule.Zero()),
        FIXED(new PriceRule.Fixed(1)),
        SCHEDULE(new PriceRule.Schedule(45)),
        TIERED(new PriceRule.Tiered(
                List.of(
                        new PriceRule.Tiered.Tier(1_000, 1),
                        new PriceRule.Tiered.Tier(10_000, 2),
                        new PriceRule.Tiered.Tier(100_000, 5)),
                10)),
        AD_VALOREM(new PriceRule.AdValorem(20, 1, 500)),
        TIME_OF_DAY(new PriceRule.TimeOfDay(
                List.of(
                        new PriceRule.TimeOfDay.Window(LocalTime.of(0, 0), LocalTime.of(6, 0), 20),
                        new PriceRule.TimeOfDay.Window(LocalTime.of(6, 0), LocalTime.of(9, 0), 30),
                        new PriceRule.TimeOfDay.Window(LocalTime.of(9, 0), LocalTime.of(21, 0), 45)),
                30));

        private final PriceRule rule;

        Kind(PriceRule rule) {
            this.rule = rule;
        }
    }

    @Setup
    public void price() {
        GasPolicy initial = GasPolicy.initial();
        policy = new GasPolicy(kind.rule, initial.units(), initial.beneficiaries());
    }

    @Benchmark
    public GasCharge charge() {
        GasCharge charge = policy.charge(Operation.TRANSFER, amount, AT, restMicroFen);
        restMicroFen = charge.restMicroFen();
        return charge;
    }
}
