package org.dcep.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.LogState;
import org.dcep.kernel.Money;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing is spoiled in a network that is otherwise right, and the auditor names it. */
class PlantedDiscrepanciesTest {
    private PlayedNetwork network;
    private TestDatabase store;
    private RunningAuditor auditor;
    private long payer;
    private long payee;
    private long stranger;

    @BeforeEach
    void playsADay() {
        new DcepStack().start();
        network = new PlayedNetwork(DcepStack.database());
        store = TestServers.newDatabase("auditor");
        payer = network.wallet(BANK_A, 100_000);
        payee = network.wallet(BANK_A, 50_000);
        stranger = network.wallet(BANK_B, 70_000);
        payAround();
        network.payInVain(payer, stranger, 500);
        payAround();
        auditor = start();
    }

    private RunningAuditor start() {
        return new RunningAuditor(RunningAuditor.settings(store, network.database()));
    }

    @AfterEach
    void stops() {
        auditor.close();
        network.close();
    }

    private void payAround() {
        for (int i = 1; i <= 8; i++) {
            network.pay(payer, payee, 100 + i);
            network.pay(payee, payer, 50);
            network.pay(payer, stranger, 20);
            network.pay(stranger, payee, 30 + i);
        }
    }

    private Finding only(String kind) {
        Finding found = auditor.awaitFinding(kind);
        assertThat(found.expected()).isNotEqualTo(found.found());
        return found;
    }

    @Test
    void findsNothingInABookThatIsRight() {
        network.closeCycle();
        payAround();
        network.closeCycle();
        AuditView view = auditor.awaitCompared(2);
        assertThat(view.discrepancies()).isEmpty();
        assertThat(view.clean()).isTrue();
        assertThat(view.laws()).allMatch(AuditView.LawView::holds);
        assertThat(view.wallets()).isEqualTo(3);
        assertThat(view.paymentsUnderWay()).isZero();
        assertThat(view.movementsUnderWay()).isZero();
        assertThat(view.rows().trouble()).isEmpty();
        assertThat(view.books())
                .allSatisfy(book -> assertThat(book.issuedFen())
                        .isEqualTo(book.vaultFen()
                                + book.walletsFen()
                                + book.heldFen()
                                + book.clearingFen()
                                + book.gasFen()));
    }

    @Test
    void findsNothingWhereReservesSettleAfterCurrencyAndSomethingWaits() {
        network.closeCycle();
        network.settleIn("RESERVES");
        network.place(BANK_A, 5_000);
        network.place(BANK_B, 3_000);
        payAround();
        network.closeCycle();
        payAround();
        long waiting = network.closeCycleWithoutLiquidity();
        Instant closed = Instant.now();
        auditor.await("time for obligations to wait", view -> view.asOf().isAfter(closed.plusSeconds(6)));
        assertThat(auditor.awaitCompared(3).discrepancies()).isEmpty();
        payAround();
        network.settleWaiting();
        network.endCycle(waiting);
        network.takeBack(BANK_B, 1_000);
        network.settleIn("CURRENCY");
        network.closeCycle();
        Instant ended = Instant.now();
        auditor.await("comparison of positions", view -> view.asOf().isAfter(ended.plusSeconds(6)));
        AuditView view = auditor.awaitCompared(4);
        assertThat(view.discrepancies()).isEmpty();
        assertThat(view.movementsUnderWay()).isZero();
        // Of each round A pays 8 times 20 to B and gets 31 to 38 back; of two rounds reserves have settled that.
        long net = 2 * (8 * 20 - (31 + 32 + 33 + 34 + 35 + 36 + 37 + 38));
        assertThat(view.books()).extracting(AuditView.Book::reservesFen).containsExactly(net, -net);
        assertThat(view.books())
                .extracting(AuditView.Book::settlementAccountFen)
                .containsExactly(5_000 - net, 3_000 - 1_000 + net);
        assertThat(view.books())
                .allSatisfy(book -> assertThat(book.issuedFen())
                        .isEqualTo(book.vaultFen()
                                + book.walletsFen()
                                + book.heldFen()
                                + book.clearingFen()
                                + book.gasFen()
                                + book.reservesFen()));
    }

    @Test
    void findsASettlementInReservesThatIsBookedAgainstIssued() {
        network.settleIn("RESERVES");
        network.spoil(event -> event instanceof SettlementBooked booked
                        && booked.asset().equals("RESERVES")
                        && booked.operatorId().equals(BANK_A)
                ? List.of(new SettlementBooked(
                        booked.settlementId(), BANK_A, booked.cycleId(), "CURRENCY", booked.clearingFen(), 0))
                : List.of(event));
        network.closeCycle();
        Finding found = only("CauseMissing");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.expected()).contains("payments");
        network.behave();
        network.closeCycle();
        assertThat(auditor.awaitFinding(
                                "MarkerDiffers", differs -> differs.account().equals(Optional.of("RESERVES")))
                        .book())
                .contains(BANK_A);
    }

    @Test
    void findsABookThatPaysWithCurrencyWhatReservesHaveSettled() {
        network.settleIn("RESERVES");
        network.closeCycle();
        network.spoil(event ->
                event instanceof CycleMarked marked && marked.operatorId().equals(BANK_A)
                        ? List.of(inCurrency(marked))
                        : List.of(event));
        network.closeCycle();
        Finding found = auditor.awaitFinding(
                "MarkerDiffers", differs -> differs.account().equals(Optional.of("ISSUED")));
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.cycle()).hasValue(2);
    }

    private static CycleMarked inCurrency(CycleMarked marked) {
        CycleMarked.Balances book = marked.balances();
        return new CycleMarked(
                marked.operatorId(),
                marked.cycleId(),
                marked.bookEvents(),
                marked.payments(),
                marked.amountFen(),
                marked.gasFeeFen(),
                marked.digest(),
                new CycleMarked.Balances(
                        book.issuedFen() - book.reservesFen(),
                        book.vaultFen(),
                        book.walletsFen(),
                        book.heldFen(),
                        book.clearingFen(),
                        book.gasFen(),
                        0));
    }

    @Test
    void findsACoinThatChangesHandsForWhatReservesHaveSettled() {
        network.settleIn("RESERVES");
        network.spoil(event -> event instanceof SettlementBooked booked
                        && booked.operatorId().equals(BANK_A)
                        && booked.clearingFen() < 0
                ? List.of(booked, received(booked))
                : List.of(event));
        network.closeCycle();
        Finding found = only("CauseMissing");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.expected()).contains("coins");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.CURRENCY_REGISTERED.topicName());
    }

    private static CurrencyRegistered received(SettlementBooked booked) {
        return new CurrencyRegistered(
                booked.settlementId(), BANK_A, List.of(), List.of(TestMint.coin(BANK_A, -booked.clearingFen())));
    }

    @Test
    void findsLiquidityThatWasPlacedTwiceAndCountsItOnce() {
        LiquidityPlaced placed = network.place(BANK_A, 5_000);
        network.kafka().publish(placed);
        Finding found = only("EventDoubled");
        assertThat(found.cause()).contains(placed.transferId().toString());
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.LIQUIDITY_PLACED.topicName());
        network.closeCycle();
        assertThat(auditor.awaitCompared(1).books().get(0).settlementAccountFen())
                .isEqualTo(5_000);
    }

    @Test
    void findsACycleThatIsSaidToBeSettledWhileSomethingWaits() {
        network.settleIn("RESERVES");
        network.endCycle(network.closeCycleWithoutLiquidity());
        Finding found = only("PositionDiffers");
        assertThat(found.cycle()).hasValue(1);
        assertThat(found.expected()).startsWith("netFen");
    }

    @Test
    void findsASettlementAfterTheCyclesEnd() {
        network.closeCycle();
        Instant ended = Instant.now();
        auditor.await("comparison of positions", view -> view.asOf().isAfter(ended.plusSeconds(6)));
        network.publish(new PaymentsSettled(
                UUID.randomUUID(), 1, "GROSS", "RESERVES", List.of(new PaymentsSettled.Movement(BANK_A, BANK_B, 700))));
        Finding found = only("PositionDiffers");
        assertThat(found.cycle()).hasValue(1);
        assertThat(found.found()).contains("700");
    }

    @Test
    void findsAFenThatWasMovedByHand() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("update account set available_fen = available_fen + 1 where id = ?", payer);
        network.database().execute("update account set available_fen = available_fen - 1 where id = ?", payee);
        Finding more = auditor.awaitFinding(
                "BalanceDiffers", found -> found.account().equals(Optional.of(PlayedNetwork.text(payer))));
        long right = network.database().number("select available_fen - 1 from account where id = ?", payer);
        assertThat(more.book()).contains(BANK_A);
        assertThat(more.expected()).isEqualTo("availableFen " + right);
        assertThat(more.found()).isEqualTo("availableFen " + (right + 1) + " in the row");
        auditor.awaitFinding("BalanceDiffers", found -> found.account().equals(Optional.of(PlayedNetwork.text(payee))));
    }

    @Test
    void findsAStatementsLineThatWasDeleted() {
        UUID payment = network.pay(payer, payee, 777);
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from entry where account = ? and cause = ?", payer, payment);
        Finding found = only("RowDeleted");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.account()).contains(PlayedNetwork.text(payer));
        assertThat(found.expected()).startsWith("entry ");
    }

    @Test
    void findsAPaymentThatWasDeleted() {
        UUID payment = network.pay(payer, payee, 777);
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from payment where id = ?", payment);
        Finding found = only("RowDeleted");
        assertThat(found.cause()).contains(payment.toString());
        assertThat(found.expected()).isEqualTo("payment " + payment);
    }

    @Test
    void findsAWalletThatWasDeleted() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("delete from account where id = ?", stranger);
        Finding found = only("RowDeleted");
        assertThat(found.account()).contains(PlayedNetwork.text(stranger));
        assertThat(found.book()).contains(BANK_B);
    }

    @Test
    void findsATableOfStatementsThatWasTruncated() {
        auditor.await("a sweep", view -> view.rows().sweeps() > 1);
        network.database().execute("truncate entry");
        auditor.await(
                "missing lines of every wallet",
                view -> view.discrepancies().stream()
                                .filter(found -> found.kind().equals("RowDeleted"))
                                .map(Finding::account)
                                .distinct()
                                .count()
                        >= 3);
    }

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
    void findsACoinThatWasForged() {
        CurrencyIssued genuine = TestMint.issuance(BANK_A, 500, 1);
        IssuedCoin coin = genuine.coins().get(0);
        IssuedCoin forged = new IssuedCoin(
                coin.serial(), 50_000, coin.operatorId(), coin.issuedAt(), coin.keyId(), coin.signature());
        network.kafka().publish(new CurrencyIssued(genuine.issuanceId(), BANK_A, 50_000, List.of(forged)));
        Finding found = only("CoinRefused");
        assertThat(found.cause()).contains(coin.serial().toString());
        assertThat(found.found()).contains("signature");
    }

    @Test
    void findsACoinWhoseSerialWasUsedBefore() {
        CurrencyIssued genuine = TestMint.issuance(BANK_A, 500, 1);
        network.kafka().publish(genuine);
        network.kafka().publish(new CurrencyIssued(UUID.randomUUID(), BANK_A, 500, genuine.coins()));
        assertThat(only("CoinRefused").found()).contains("used before");
    }

    @Test
    void findsAPolicyThatTheCentralBankDidNotSign() {
        PolicyPublished genuine = network.kafka().await(PolicyPublished.class, policy -> true);
        network.kafka()
                .publish(new PolicyPublished(
                        "GAS",
                        2,
                        genuine.effectiveFrom(),
                        genuine.document().replace("45", "44"),
                        genuine.keyId(),
                        genuine.signature()));
        assertThat(only("PolicyRefused").cause()).contains("GAS:2");
    }

    @Test
    void findsANetPositionThatDoesNotFollowFromPayments() {
        network.spoil(event -> event instanceof PaymentsSettled settled
                ? List.of(new PaymentsSettled(
                        settled.settlementId(),
                        settled.cycleId(),
                        settled.mode(),
                        settled.asset(),
                        settled.movements().stream()
                                .map(movement -> new PaymentsSettled.Movement(
                                        movement.fromOperatorId(), movement.toOperatorId(), movement.amountFen() + 1))
                                .limit(1)
                                .toList()))
                : List.of(event));
        network.closeCycle();
        Finding found = only("PositionDiffers");
        assertThat(found.cycle()).hasValue(1);
        assertThat(found.book()).isPresent();
        Finding sides = auditor.awaitFinding(
                "SidesDiffer", differs -> differs.expected().startsWith("payments"));
        assertThat(sides.book()).isPresent();
    }

    @Test
    void findsSweptGasThatWasNotCharged() {
        network.spoil(event -> event instanceof GasRevenueSettled gas
                ? List.of(new GasRevenueSettled(
                        gas.settlementId(),
                        gas.cycleId(),
                        gas.collected().stream()
                                .map(part -> new GasRevenueSettled.Collected(
                                        part.operatorId(),
                                        part.gasFeeFen() + (part.operatorId().equals(BANK_A) ? 1 : 0)))
                                .toList(),
                        gas.shares()))
                : List.of(event));
        network.closeCycle();
        Finding found = auditor.awaitFinding(
                "PositionDiffers", differs -> differs.expected().startsWith("collected"));
        assertThat(found.book()).contains(BANK_A);
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

    @Test
    void findsNothingInHeadsOverThePayments() {
        TestNotary notary = new TestNotary(BANK_A);
        LogHeadSealed first = announceHead(notary, LogState.EMPTY);
        payAround();
        announceHead(notary, first.head().log());
        network.closeCycle();
        AuditView view = auditor.awaitCompared(1);
        assertThat(view.headsCompared()).isTrue();
        assertThat(view.discrepancies()).isEmpty();
    }

    @Test
    void findsAHeadOfTheNotaryThatIsNotOverThePayments() {
        TestNotary notary = new TestNotary(BANK_A);
        LogHeadSealed genuine = announceHead(notary, LogState.EMPTY);
        notary.append("a payment that no operator has told");
        payAround();
        network.kafka().publish(notary.seal(genuine.head().log()));
        Finding found = only("HeadDiffers");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.LOG_HEAD_SEALED.topicName());
        assertThat(found.found()).contains(notary.log().root());
    }

    @Test
    void findsAHeadThatTheCentralBankDidNotSign() {
        LogHeadSealed head = announceHead(new TestNotary(BANK_A), LogState.EMPTY);
        LogHeadCosigned genuine = cosigned(head);
        network.kafka()
                .publish(new LogHeadCosigned(
                        BANK_A,
                        genuine.size() + 1,
                        genuine.root(),
                        genuine.cosignedAt(),
                        genuine.keyId(),
                        genuine.signature()));
        Finding found = only("HeadDiffers");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.LOG_HEAD_COSIGNED.topicName());
    }

    @Test
    void findsNothingInAHeadThatGoesOnFromALiftedFreeze() {
        TestNotary notary = new TestNotary(BANK_A);
        LogHeadSealed signed = announceHead(notary, LogState.EMPTY);
        payAround();
        announceHead(notary, signed.head().log());
        network.kafka().publish(lift(signed));
        payAround();
        announceHead(notary, signed.head().log());
        network.closeCycle();
        assertThat(auditor.awaitCompared(1).discrepancies()).isEmpty();
    }

    private static ShardFreezeChanged lift(LogHeadSealed head) {
        ShardFreezeChanged lifted = new ShardFreezeChanged(
                BANK_A,
                2,
                false,
                "restored from a copy",
                head.size(),
                head.root(),
                head.sealedAt(),
                TestMint.CENTRAL_BANK.verifyingKey().keyId(),
                "");
        return lifted.signed(Base64Url.encode(TestMint.CENTRAL_BANK.sign(lifted.signedBytes(DcepStack.NETWORK))));
    }

    /** Seals and co-signs all payments of the first bank so far, as settlement and the central bank do. */
    private LogHeadSealed announceHead(TestNotary notary, LogState previous) {
        network.kafka().published(PaymentCommitted.class).stream()
                .filter(payment -> payment.operatorId().equals(BANK_A))
                .skip(notary.log().size())
                .forEach(payment -> notary.append(leaf(payment)));
        LogHeadSealed head = notary.seal(previous);
        network.kafka().publish(head);
        network.kafka().publish(cosigned(head));
        return head;
    }

    private static String leaf(PaymentCommitted payment) {
        LogLeaf leaf = new LogLeaf(
                payment.paymentId(),
                payment.operatorId(),
                payment.cycleId(),
                payment.payeeOperatorId(),
                payment.payer(),
                payment.payee(),
                payment.amountFen(),
                payment.gasUnits(),
                payment.gasFeeFen(),
                payment.gasPolicyVersion(),
                payment.committedAt());
        return new String(leaf.bytes(DcepStack.NETWORK), UTF_8);
    }

    private static LogHeadCosigned cosigned(LogHeadSealed head) {
        String keyId = TestMint.CENTRAL_BANK.verifyingKey().keyId();
        byte[] message =
                LogHead.cosignedBytes(DcepStack.NETWORK, BANK_A, head.head().log(), head.sealedAt(), keyId);
        return new LogHeadCosigned(
                BANK_A,
                head.size(),
                head.root(),
                head.sealedAt(),
                keyId,
                Base64Url.encode(TestMint.CENTRAL_BANK.sign(message)));
    }
}
