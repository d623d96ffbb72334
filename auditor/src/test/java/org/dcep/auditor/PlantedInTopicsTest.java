package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.Event;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.testkit.TestServers;
import org.junit.jupiter.api.Test;

/** Events are lost, doubled or changed on their way, and the auditor names which. */
class PlantedInTopicsTest extends SpoiledNetwork {
    @Test
    void findsATopicThatWasTruncatedBeforeItWasRead() throws ExecutionException, InterruptedException {
        auditor.close();
        TopicPartition partition = deleteRecords(3);
        auditor = start();
        Finding found = only("LogCut");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(partition.topic());
        assertThat(found.place().orElseThrow().partition()).isEqualTo(partition.partition());
        assertThat(found.expected()).isEqualTo("offset 0");
        assertThat(found.found()).isEqualTo("offset 3");
    }

    @Test
    void findsATopicThatWasTruncatedAfterItWasRead() throws ExecutionException, InterruptedException {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        deleteRecords(3);
        Finding found = only("LogCut");
        assertThat(found.found()).isEqualTo("offset 3");
    }

    private static TopicPartition deleteRecords(long before) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            for (int i = 0; i < Topic.PAYMENT_COMMITTED.partitions(); i++) {
                TopicPartition partition = new TopicPartition(Topic.PAYMENT_COMMITTED.topicName(), i);
                long end = admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                if (end > before) {
                    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                            .all()
                            .get();
                    return partition;
                }
            }
        }
        throw new AssertionError("no partition has payments");
    }

    @Test
    void findsAnEventThatWasDoubled() {
        network.spoil(event -> event instanceof PaymentCommitted ? List.of(event, event) : List.of(event));
        UUID payment = network.pay(payer, payee, 888);
        network.behave();
        payAround();
        network.closeCycle();
        Finding found = only("EventDoubled");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.cycle()).hasValue(1);
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.PAYMENT_COMMITTED.topicName());
        Finding marker = auditor.awaitFinding(
                "MarkerDiffers", differs -> differs.expected().startsWith("bookEvents"));
        assertThat(marker.book()).contains(BANK_A);
    }

    @Test
    void findsACreditThatIsAskedForTwice() {
        network.spoil(event -> event instanceof CreditRequested ? List.of(event, event) : List.of(event));
        UUID payment = network.pay(payer, stranger, 444);
        network.behave();
        network.closeCycle();
        Finding found = only("EventDoubled");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.CREDIT_REQUESTED.topicName());
    }

    @Test
    void findsAPaymentBetweenOperatorsThatIsFinishedTwice() {
        UUID payment = network.pay(payer, stranger, 444);
        PaymentCommitted told = network.kafka()
                .await(PaymentCommitted.class, event -> event.paymentId().equals(payment));
        auditor.await("everything", view -> view.events() > 100 && view.paymentsUnderWay() == 0);
        network.kafka().publish(told);
        Finding found = only("CauseMissing");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.expected()).contains("444 fen");
    }

    @Test
    void findsAnEventThatComesAgainAfterItsCycleWasCompared() {
        UUID payment = network.pay(payer, payee, 888);
        PaymentCommitted told = network.kafka()
                .await(PaymentCommitted.class, event -> event.paymentId().equals(payment));
        network.closeCycle();
        assertThat(auditor.awaitCompared(1).discrepancies()).isEmpty();
        network.kafka().publish(told);
        Finding found = only("EventAfterMarker");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.account()).contains(PlayedNetwork.text(payer));
    }

    @Test
    void findsAnEventThatIsMissing() {
        network.spoil(event -> event instanceof PaymentCommitted ? List.of() : List.of(event));
        UUID payment = network.pay(payer, payee, 999);
        network.behave();
        payAround();
        network.closeCycle();
        Finding found = only("EventMissing");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.account()).contains(PlayedNetwork.text(payer));
        Finding rows = auditor.awaitFinding("ChangesDiffer");
        assertThat(rows.book()).contains(BANK_A);
    }

    @Test
    void findsAnAmountThatWasChangedOnItsWay() {
        network.spoil(event -> event instanceof PaymentCommitted payment
                ? List.of(with(payment, payment.amountFen() + 5, payment.gasFeeFen()))
                : List.of(event));
        UUID payment = network.pay(payer, payee, 999);
        network.behave();
        network.closeCycle();
        Finding found = only("EventDiffersFromRow");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.expected()).startsWith("1004 fen");
        assertThat(found.found()).startsWith("999 fen");
    }

    @Test
    void findsAFeeThatIsOffByOne() {
        UUID[] spoiled = new UUID[1];
        network.spoil(event -> {
            if (event instanceof PaymentCommitted payment) {
                spoiled[0] = payment.paymentId();
                return List.<Event>of(with(payment, payment.amountFen(), payment.gasFeeFen() + 1));
            }
            return List.of(event);
        });
        network.pay(payer, payee, 999);
        network.behave();
        Finding found = only("FeeWrong");
        assertThat(found.cause()).contains(spoiled[0].toString());
        assertThat(found.account()).contains(PlayedNetwork.text(payer));
        assertThat(found.found()).isEqualTo("2 fen of gas");
    }

    private static PaymentCommitted with(PaymentCommitted payment, long amountFen, long gasFeeFen) {
        return new PaymentCommitted(
                payment.paymentId(),
                payment.operatorId(),
                payment.cycleId(),
                payment.payeeOperatorId(),
                payment.payer(),
                payment.payee(),
                amountFen,
                payment.gasUnits(),
                gasFeeFen,
                payment.gasPolicyVersion(),
                payment.committedAt());
    }

    @Test
    void findsAnEffectWithoutACause() {
        network.publish(new SettlementBooked(UUID.randomUUID(), BANK_A, network.openCycle(), "CURRENCY", 4_000, 0));
        Finding found = only("CauseMissing");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.expected()).contains("4000 fen");
    }

    @Test
    void findsARecordThatNoRelayHasSent() {
        network.kafka().publishForeign(Topic.PAYMENT_COMMITTED, BANK_A, "{}");
        Finding found = only("RecordForeign");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.PAYMENT_COMMITTED.topicName());
    }

    @Test
    void findsAnEventThatCannotBeCountedAndGoesOn() {
        UUID payment = network.pay(payer, payee, 100);
        PaymentCommitted told = network.kafka()
                .await(PaymentCommitted.class, event -> event.paymentId().equals(payment));
        network.kafka().publish(with(told, Long.MAX_VALUE, 1));
        Finding found = only("RecordForeign");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.PAYMENT_COMMITTED.topicName());
        payAround();
        network.closeCycle();
        assertThat(auditor.awaitCompared(1).discrepancyCount()).isEqualTo(1);
    }

    @Test
    void findsAFeeThatIsMoreThanCanBeAddedUp() {
        network.spoil(event -> event instanceof PaymentCommitted payment
                ? List.of(with(payment, payment.amountFen(), Money.MAX_FEN))
                : List.of(event));
        UUID payment = network.pay(payer, payee, 999);
        network.behave();
        assertThat(only("PriceUnknown").cause()).contains(payment.toString());
    }
}
