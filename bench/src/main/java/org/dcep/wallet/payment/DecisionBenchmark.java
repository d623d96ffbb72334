package org.dcep.wallet.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dcep.bench.SampleOrder;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.wallet.book.BookByHand;
import org.dcep.wallet.book.OpenCycle;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;
import org.dcep.wallet.policy.InForce;
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

/** The decision alone: 512 orders on locked rows in memory, per order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
    private static final int ORDERS = 512;
    private static final int WALLETS = 400;
    private static final int SEED = 7;
    private static final Instant NOW = SampleOrder.NOW;
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private final List<OpenCycle> cycles = List.of(new OpenCycle("icbc", 1, 1, TODAY, false));
    private final List<WalletAccount> wallets = wallets();
    private final List<Submission> orders = orders();
    private final WalletClassPolicy classes = WalletClassPolicy.presetA();
    private final InForce<GasPolicy> gas = new InForce<>(1, NOW, GasPolicy.initial());

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public Object decide() {
        DecisionDesk desk = new DecisionDesk(
                BookByHand.locked(cycles, wallets), Map.of(), number -> Optional.of("icbc"), classes, gas, NOW);
        orders.forEach(desk::decide);
        return desk.decided();
    }

    private static List<WalletAccount> wallets() {
        List<WalletAccount> wallets = new ArrayList<>();
        for (int i = 0; i < WALLETS; i++) {
            wallets.add(new WalletAccount(
                    wallet(i).number(),
                    1,
                    WalletClass.I,
                    WalletState.ACTIVE,
                    1,
                    100_000_000,
                    0,
                    0,
                    Spending.none(TODAY),
                    0));
        }
        return wallets;
    }

    private static List<Submission> orders() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] signature = new byte[SignatureAlgorithm.SIGNATURE_BYTES];
        List<Submission> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            int payer = random.nextInt(WALLETS);
            int payee = (payer + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
            var order = SampleOrder.between(wallet(payer), wallet(payee), i);
            orders.add(Submission.of(SignedOrder.of(order, signature, SampleOrder.NETWORK), 1));
        }
        return orders;
    }

    private static WalletId wallet(int number) {
        return WalletId.of(1, number, number);
    }
}
