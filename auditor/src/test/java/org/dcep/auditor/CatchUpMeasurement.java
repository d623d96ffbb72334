package org.dcep.auditor;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.audit.AuditorLoop;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.Topic;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.GasCharge;
import org.dcep.ledger.GasPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.TestServers;
import org.dcep.testkit.Tokens;

/**
 * How fast an auditor catches up: writes a topic of payments inside operators as the relay would under load, and reads
 * it with an auditor in the same process. Not a test; run by hand, on a class path of this module's tests and of the
 * libraries that auditor and simulator are packaged with. The figures stand in docs/reference/performance.md.
 *
 * <p>Arguments: payments (5,000,000), wallets (1,000,000).
 */
public final class CatchUpMeasurement {
    private static final int EVENTS_A_RECORD = 100;
    private static final int OPERATORS = 4;

    private CatchUpMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        int payments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        int wallets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        PrintStream out = System.out;
        long began = System.nanoTime();
        publish(payments, wallets);
        out.printf(
                "written in %d s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds());
        measure(payments, out);
        System.exit(0);
    }

    private static void publish(int payments, int wallets) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestServers.kafka(),
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                1 << 19);
        try (KafkaProbe probe = KafkaProbe.open();
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            Instant from = Instant.parse("2020-01-01T00:00:00Z");
            probe.publish(TestMint.policy("GAS", 1, from, PolicyJson.write(GasPolicy.initial())));
            for (int operator = 1; operator <= OPERATORS; operator++) {
                probe.publish(new OperatorAdmitted("bank-" + operator, operator, "bank", from));
            }
            pay(producer, payments, wallets);
        }
    }

    private static void pay(KafkaProducer<String, String> producer, int payments, int wallets) throws Exception {
        String source = UUID.randomUUID().toString();
        SplittableRandom random = new SplittableRandom(7);
        long[] rests = new long[wallets];
        List<Future<?>> sent = new ArrayList<>();
        for (int record = 0; record * EVENTS_A_RECORD < payments; record++) {
            int operator = 1 + record % OPERATORS;
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < EVENTS_A_RECORD; i++) {
                int payer = random.nextInt(wallets / OPERATORS);
                int payee = random.nextInt(wallets / OPERATORS);
                GasCharge gas = GasCharge.of(21_000, 945_000, rests[(operator - 1) * (wallets / OPERATORS) + payer]);
                rests[(operator - 1) * (wallets / OPERATORS) + payer] = gas.restMicroFen();
                lines.append(i == 0 ? "" : "\n")
                        .append(EventJson.write(new PaymentCommitted(
                                new UUID(random.nextLong(), random.nextLong()),
                                "bank-" + operator,
                                1,
                                "bank-" + operator,
                                WalletId.of(operator, payer & 1023, payer).toString(),
                                WalletId.of(operator, payee & 1023, payee).toString(),
                                1 + random.nextInt(100_000),
                                21_000,
                                gas.fee().fen(),
                                1,
                                Instant.ofEpochSecond(1_790_000_000L + record, 123_456_000))));
            }
            var message =
                    new ProducerRecord<>(Topic.PAYMENT_COMMITTED.topicName(), "bank-" + operator, lines.toString());
            message.headers().add("dcep-source", source.getBytes(StandardCharsets.US_ASCII));
            message.headers().add("dcep-position", (record + 1 + ":1").getBytes(StandardCharsets.US_ASCII));
            sent.add(producer.send(message));
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private static void measure(int payments, PrintStream out) throws SQLException {
        TestDatabase store = TestServers.newDatabase("auditor");
        AuditorLoop loop = new AuditorLoop(
                new Settings(
                        DcepStack.NETWORK,
                        TestServers.kafka(),
                        TestMint.CENTRAL_BANK.verifyingKey(),
                        List.of(TestNotary.KEY.verifyingKey()),
                        new Settings.Database(store.jdbcUrl(), store.user(), store.password()),
                        Optional.empty(),
                        new Settings.Intervals(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                        false,
                        new Settings.Server("127.0.0.1", 0, TestServers.tokenPublicKeyLocation(), Tokens.ISSUER)),
                Clock.systemUTC());
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long began = System.nanoTime();
        thread.start();
        long told = began;
        while (loop.view().map(AuditView::events).orElse(0L) < payments) {
            LockSupport.parkNanos(10_000_000);
            if (System.nanoTime() - told > 5_000_000_000L) {
                told = System.nanoTime();
                loop.view().ifPresent(view -> out.printf("%,d events, %,d/s%n", view.events(), view.eventsPerSecond()));
            }
        }
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        AuditView view = loop.view().orElseThrow();
        out.printf(
                "%,d payments in %,d ms: %,d/s; %,d wallets, %d discrepancies, heap %,d MB%n",
                payments,
                millis,
                payments * 1_000L / millis,
                view.wallets(),
                view.discrepancyCount(),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        loop.stop();
    }
}
