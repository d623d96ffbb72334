package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.CurrencyRegistered;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.LiquidityPlaced;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.testkit.TestMint;
import org.junit.jupiter.api.Test;

/** What settles, what is issued and what is signed is spoiled, and the auditor names it. */
class PlantedInSettlementTest extends SpoiledNetwork {
    /** Of each of two rounds A pays 8 times 20 to B and gets 31 to 38 back. */
    private static final long OWED_BY_B = 2 * (31 + 32 + 33 + 34 + 35 + 36 + 37 + 38 - 8 * 20);

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
        Instant closed = network.time().instant();
        auditor.await("time for obligations to wait", view -> view.asOf().isAfter(closed.plusSeconds(6)));
        assertThat(auditor.awaitCompared(3).discrepancies()).isEmpty();
        payAround();
        network.settleWaiting();
        network.endCycle(waiting);
        network.takeBack(BANK_B, 1_000);
        network.settleIn("CURRENCY");
        network.closeCycle();
        Instant ended = network.time().instant();
        auditor.await("comparison of positions", view -> view.asOf().isAfter(ended.plusSeconds(6)));
        AuditView view = auditor.awaitCompared(4);
        assertThat(view.discrepancies()).isEmpty();
        assertThat(view.movementsUnderWay()).isZero();
        // Of each round A pays 8 times 20 to B and gets 31 to 38 back; of two rounds reserves have settled that.
        long net = 2 * (8 * 20 - (31 + 32 + 33 + 34 + 35 + 36 + 37 + 38));
        assertThat(view.books())
                .extracting(AuditView.Book::reservesFen)
                .containsExactly(BigInteger.valueOf(net), BigInteger.valueOf(-net));
        assertThat(view.books())
                .extracting(AuditView.Book::settlementAccountFen)
                .containsExactly(BigInteger.valueOf(5_000 - net), BigInteger.valueOf(3_000 - 1_000 + net));
        assertThat(view.books())
                .allSatisfy(book -> assertThat(book.issuedFen())
                        .isEqualTo(book.vaultFen()
                                .add(book.walletsFen())
                                .add(book.heldFen())
                                .add(book.clearingFen())
                                .add(book.gasFen())
                                .add(book.reservesFen())));
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
                .isEqualTo(BigInteger.valueOf(5_000));
    }

    @Test
    void findsAPlacementThatWasLostWhenItIsUsed() {
        network.settleIn("RESERVES");
        network.place(BANK_A, 5_000);
        network.spoil(event -> event instanceof LiquidityPlaced ? List.of() : List.of(event));
        network.place(BANK_B, 3_000);
        network.behave();
        network.closeCycle();
        Finding found = only("AccountOverdrawn");
        assertThat(found.book()).contains(BANK_B);
        assertThat(found.account()).contains("SETTLEMENT");
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.PAYMENTS_SETTLED.topicName());
        assertThat(found.expected()).isEqualTo("at least 0 fen in the settlement account");
        assertThat(found.found()).isEqualTo(-OWED_BY_B + " fen");
    }

    @Test
    void findsAReturnOfWhatIsNotThere() {
        network.place(BANK_A, 5_000);
        network.takeBack(BANK_A, 5_001);
        Finding found = only("AccountOverdrawn");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.LIQUIDITY_RETURNED.topicName());
        assertThat(found.found()).isEqualTo("-1 fen");
    }

    @Test
    void findsWhatTheSignedCreditDoesNotCoverAndNothingThatItDoes() {
        network.settleIn("RESERVES");
        network.kafka().publish(credit(1, OWED_BY_B));
        network.closeCycle();
        Instant settled = Instant.now();
        auditor.await("time to judge", view -> view.asOf().isAfter(settled.plusSeconds(6)));
        assertThat(auditor.awaitCompared(1).discrepancies()).isEmpty();
        network.pay(stranger, payee, 1);
        network.closeCycle();
        Finding found = only("AccountOverdrawn");
        assertThat(found.book()).contains(BANK_B);
        assertThat(found.expected()).isEqualTo("at least " + -OWED_BY_B + " fen in the settlement account");
        assertThat(found.found()).isEqualTo(-OWED_BY_B - 1 + " fen");
    }

    private static PolicyPublished credit(int version, long capFen) {
        SettlementPolicy policy = SettlementPolicy.of(ClearingMode.HYBRID, SettlementAsset.RESERVES)
                .with(new SettlementPolicy.Caps(new Money(capFen), Optional.empty()));
        return TestMint.policy("SETTLEMENT", version, Instant.parse("2020-01-01T00:00:00Z"), PolicyJson.write(policy));
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
        Instant ended = network.time().instant();
        auditor.await("comparison of positions", view -> view.asOf().isAfter(ended.plusSeconds(6)));
        network.publish(new PaymentsSettled(
                UUID.randomUUID(), 1, "GROSS", "RESERVES", List.of(new PaymentsSettled.Movement(BANK_A, BANK_B, 700))));
        Finding found = only("PositionDiffers");
        assertThat(found.cycle()).hasValue(1);
        assertThat(found.found()).contains("700");
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
}
