package org.dcep.wallet.finality;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.CreditAnswered;
import org.dcep.contracts.CreditRequested;
import org.dcep.contracts.CurrencyExchanged;
import org.dcep.contracts.CycleClosing;
import org.dcep.contracts.CycleMarked;
import org.dcep.contracts.CycleSettled;
import org.dcep.contracts.Event;
import org.dcep.contracts.GasRevenueSettled;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.contracts.PaymentReturned;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.contracts.SettlementBooked;
import org.dcep.contracts.VaultStocked;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.SignedOrders;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures;
import org.dcep.wallet.town.Books;
import org.dcep.wallet.town.Town;
import org.dcep.wallet.town.Town.Bank;
import org.dcep.wallet.town.Town.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class FinalityTest {
    private static final List<Class<? extends Event>> BOOK_EVENTS = List.of(
            VaultStocked.class,
            RedemptionAnswered.class,
            CurrencyExchanged.class,
            CreditRequested.class,
            CreditAnswered.class,
            PaymentCommitted.class,
            PaymentReturned.class,
            SettlementBooked.class);

    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @Test
    void markersEqualTheEventsHoweverBusyTheBooksAre() {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet alice = here.wallet(1_000_000);
        Wallet bob = here.wallet(0);
        Wallet carol = there.wallet(1_000_000);
        List<Long> closed = new ArrayList<>();
        AtomicBoolean busy = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> work = List.of(
                payingWhile(busy, threads, alice, bob),
                payingWhile(busy, threads, alice, carol),
                payingWhile(busy, threads, carol, alice));
        for (int i = 0; i < 3; i++) {
            closed.add(closeCycle());
        }
        busy.set(false);
        work.forEach(CompletableFuture::join);
        threads.shutdown();
        Town.eventually(
                () -> assertThat(alice.read("heldFen") + carol.read("heldFen")).isZero());
        closed.add(closeCycle());
        for (Bank bank : List.of(here, there)) {
            closed.forEach(cycle -> assertMarkerEqualsEvents(bank, cycle));
        }
    }

    @Test
    void aBookOfAYoungOperatorStartsInTheNewestCycle() {
        long cycle = closeCycle();
        Bank young = Town.bank();
        VaultStocked stocked = Town.kafka()
                .await(VaultStocked.class, event -> event.operatorId().equals(young.operatorId()));
        assertThat(stocked.cycleId()).isEqualTo(cycle + 1);
    }

    @Test
    void aClosingThatComesAgainChangesNothing() {
        Bank bank = Town.bank();
        long cycle = closeCycle();
        Town.kafka().publish(new CycleClosing(cycle, cycle + 1, LocalDate.now()));
        long next = closeCycle();
        assertThat(next).isEqualTo(cycle + 1);
        assertThat(Town.kafka().published(CycleMarked.class))
                .filteredOn(marker -> marker.operatorId().equals(bank.operatorId()) && marker.cycleId() == cycle)
                .hasSize(1);
    }

    @Test
    void settlementMovesClearingAndGasOnce() {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet alice = here.wallet(10_000);
        SignedOrders across = alice.pays(there.wallet(0), 300);
        SignedOrders inside = alice.pays(here.wallet(0), 200);
        post(across, 202);
        post(inside, 201);
        awaitState(across, "ACCEPTED");
        long cycle = closeCycle();
        assertThat(vault(here, "clearingFen")).isEqualTo(300);
        assertThat(vault(there, "clearingFen")).isEqualTo(-300);
        long issuedHere = vault(here, "issuedFen");
        long gas = vault(here, "gasFen");

        PaymentsSettled payments = new PaymentsSettled(
                UUID.randomUUID(),
                cycle,
                "DEFERRED_NET",
                "CURRENCY",
                List.of(new PaymentsSettled.Movement(here.operatorId(), there.operatorId(), 300)));
        GasRevenueSettled revenue = new GasRevenueSettled(
                UUID.randomUUID(),
                cycle,
                List.of(new GasRevenueSettled.Collected(here.operatorId(), gas)),
                List.of(new GasRevenueSettled.Share("treasury", 10_000, gas)));
        for (int i = 0; i < 3; i++) {
            Town.kafka().publish(payments);
            Town.kafka().publish(revenue);
        }
        SettlementBooked booked = Town.kafka().await(SettlementBooked.class, isOf(payments.settlementId(), here));
        assertThat(booked.clearingFen()).isEqualTo(300);
        assertThat(Town.kafka()
                        .await(SettlementBooked.class, isOf(payments.settlementId(), there))
                        .clearingFen())
                .isEqualTo(-300);
        assertThat(Town.kafka()
                        .await(SettlementBooked.class, isOf(revenue.settlementId(), here))
                        .gasFen())
                .isEqualTo(gas);
        assertThat(vault(here, "clearingFen")).isZero();
        assertThat(vault(there, "clearingFen")).isZero();
        assertThat(vault(here, "gasFen")).isZero();
        assertThat(vault(here, "issuedFen")).isEqualTo(issuedHere - 300 - gas);
        closeCycle();
        assertThat(Town.kafka().published(SettlementBooked.class))
                .filteredOn(event -> event.operatorId().equals(here.operatorId()))
                .hasSize(2);
    }

    @Test
    void whatReservesSettleLeavesIssuedCurrencyWhereItIs() {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet alice = here.wallet(10_000);
        SignedOrders across = alice.pays(there.wallet(0), 300);
        post(across, 202);
        awaitState(across, "ACCEPTED");
        long cycle = closeCycle();
        long issuedHere = vault(here, "issuedFen");
        long issuedThere = vault(there, "issuedFen");

        PaymentsSettled payments = settled(cycle, "HYBRID", "RESERVES", here, there, 300);
        Town.kafka().publish(payments);
        Town.kafka().publish(payments);
        SettlementBooked paid = Town.kafka().await(SettlementBooked.class, isOf(payments.settlementId(), here));
        SettlementBooked received = Town.kafka().await(SettlementBooked.class, isOf(payments.settlementId(), there));
        assertThat(List.of(paid.asset(), received.asset())).containsOnly("RESERVES");
        assertThat(paid.clearingFen()).isEqualTo(300);
        assertThat(received.clearingFen()).isEqualTo(-300);
        assertThat(vault(here, "clearingFen")).isZero();
        assertThat(vault(there, "clearingFen")).isZero();
        assertThat(vault(here, "reservesFen")).isEqualTo(300);
        assertThat(vault(there, "reservesFen")).isEqualTo(-300);
        assertThat(vault(here, "issuedFen")).isEqualTo(issuedHere);
        assertThat(vault(there, "issuedFen")).isEqualTo(issuedThere);

        long next = closeCycle();
        assertMarkerEqualsEvents(here, next);
        assertThat(marker(here, next).balances().reservesFen()).isEqualTo(300);
        assertThat(marker(there, next).balances().reservesFen()).isEqualTo(-300);
    }

    @Test
    void whatReservesStandBehindIsNotRedeemed() {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet bob = there.wallet(0);
        post(here.wallet(10_000).pays(bob, 300), 202);
        Town.eventually(() -> assertThat(vault(there, "clearingFen")).isEqualTo(-300));
        PaymentsSettled payments = settled(closeCycle(), "GROSS", "RESERVES", here, there, 300);
        Town.kafka().publish(payments);
        Town.kafka().await(SettlementBooked.class, isOf(payments.settlementId(), there));
        Fixtures.exchange(bob.fixture(), UUID.randomUUID(), "TO_DEPOSIT", 300).statusCode(201);
        long placed = vault(there, "issuedFen");
        assertThat(vault(there, "vaultFen")).isEqualTo(placed + 300);

        assertThat(redeem(there, placed + 1).released()).isFalse();
        assertThat(redeem(there, placed).released()).isTrue();
        assertThat(vault(there, "issuedFen")).isZero();
        assertThat(vault(there, "vaultFen")).isEqualTo(300);
    }

    private static RedemptionAnswered redeem(Bank bank, long fen) {
        UUID id = UUID.randomUUID();
        Town.kafka().publish(new RedemptionRequested(id, bank.operatorId(), fen));
        return Town.kafka()
                .await(RedemptionAnswered.class, answer -> answer.redemptionId().equals(id));
    }

    @Test
    void aBookTakesOneCycleInCurrencyAndTheNextInReserves() {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet alice = here.wallet(10_000);
        Wallet bob = there.wallet(0);
        long issuedHere = vault(here, "issuedFen");
        post(alice.pays(bob, 300), 202);
        Town.eventually(() -> assertThat(vault(here, "clearingFen")).isEqualTo(300));
        long first = closeCycle();
        post(alice.pays(bob, 500), 202);
        Town.eventually(() -> assertThat(vault(here, "clearingFen")).isEqualTo(800));
        long second = closeCycle();

        PaymentsSettled inReserves = settled(second, "DEFERRED_NET", "RESERVES", here, there, 500);
        PaymentsSettled inCurrency = settled(first, "DEFERRED_NET", "CURRENCY", here, there, 300);
        Town.kafka().publish(inReserves);
        Town.kafka().publish(inCurrency);
        for (PaymentsSettled each : List.of(inReserves, inCurrency)) {
            Town.kafka().await(SettlementBooked.class, isOf(each.settlementId(), here));
            Town.kafka().await(SettlementBooked.class, isOf(each.settlementId(), there));
        }
        assertThat(vault(here, "clearingFen")).isZero();
        assertThat(vault(here, "reservesFen")).isEqualTo(500);
        assertThat(vault(here, "issuedFen")).isEqualTo(issuedHere - 300);
        assertThat(vault(there, "reservesFen")).isEqualTo(-500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GROSS", "DEFERRED_NET", "HYBRID"})
    void paymentsAreSettledWhenSettlementSaysSoOfTheirCycleAndNotBefore(String mode) {
        Bank here = Town.bank();
        Bank there = Town.bank();
        Wallet alice = here.wallet(10_000);
        SignedOrders across = alice.pays(there.wallet(0), 300);
        SignedOrders inside = alice.pays(here.wallet(0), 200);
        post(across, 202);
        post(inside, 201);
        awaitState(across, "ACCEPTED");
        long cycle = closeCycle();
        long gas = vault(here, "gasFen");
        PaymentsSettled part = settled(cycle, mode, "CURRENCY", here, there, 100);
        GasRevenueSettled revenue = new GasRevenueSettled(
                UUID.randomUUID(),
                cycle,
                List.of(new GasRevenueSettled.Collected(here.operatorId(), gas)),
                List.of(new GasRevenueSettled.Share("treasury", 10_000, gas)));
        Town.kafka().publish(part);
        Town.kafka().publish(revenue);
        Town.kafka().await(SettlementBooked.class, isOf(part.settlementId(), there));
        Town.kafka().await(SettlementBooked.class, isOf(revenue.settlementId(), here));
        assertThat(state(across)).isEqualTo("ACCEPTED");

        PaymentsSettled rest = settled(cycle, mode, "CURRENCY", here, there, 200);
        Town.kafka().publish(rest);
        Town.kafka().publish(new CycleSettled(cycle));
        Town.kafka().publish(new CycleSettled(cycle));
        awaitState(across, "SETTLED");
        awaitState(inside, "SETTLED");
        post(across, 200);
        Town.kafka().await(SettlementBooked.class, isOf(rest.settlementId(), there));
        assertThat(vault(there, "clearingFen")).isZero();
    }

    private static PaymentsSettled settled(
            long cycle, String mode, String asset, Bank payer, Bank payee, long amountFen) {
        return new PaymentsSettled(
                UUID.randomUUID(),
                cycle,
                mode,
                asset,
                List.of(new PaymentsSettled.Movement(payer.operatorId(), payee.operatorId(), amountFen)));
    }

    private static java.util.function.Predicate<SettlementBooked> isOf(UUID settlementId, Bank bank) {
        return event ->
                event.settlementId().equals(settlementId) && event.operatorId().equals(bank.operatorId());
    }

    /** Closes the open cycle of every book and waits until it is closed. */
    private static synchronized long closeCycle() {
        long cycle = openCycle();
        Town.kafka().publish(new CycleClosing(cycle, cycle + 1, LocalDate.now()));
        Town.eventually(() -> assertThat(openCycle()).isEqualTo(cycle + 1));
        return cycle;
    }

    private static long openCycle() {
        return DcepStack.database().number("select cycle_id from newest_cycle");
    }

    private static CycleMarked marker(Bank bank, long cycle) {
        return Town.kafka()
                .await(
                        CycleMarked.class,
                        event -> event.operatorId().equals(bank.operatorId()) && event.cycleId() == cycle);
    }

    private static void assertMarkerEqualsEvents(Bank bank, long cycle) {
        CycleMarked marker = marker(bank, cycle);
        Town.eventually(() -> {
            List<BookEvent> events = events(bank, cycle);
            assertThat(events).hasSize((int) marker.bookEvents());
        });
        List<PaymentCommitted> payments = events(bank, cycle).stream()
                .filter(PaymentCommitted.class::isInstance)
                .map(PaymentCommitted.class::cast)
                .toList();
        assertThat(payments).hasSize((int) marker.payments());
        assertThat(payments.stream().mapToLong(PaymentCommitted::amountFen).sum())
                .isEqualTo(marker.amountFen());
        assertThat(payments.stream().mapToLong(PaymentCommitted::gasFeeFen).sum())
                .isEqualTo(marker.gasFeeFen());
        long digest = payments.stream()
                .mapToLong(payment -> PaymentDigest.of(
                        payment.paymentId(),
                        payment.operatorId(),
                        payment.payeeOperatorId(),
                        payment.amountFen(),
                        payment.gasFeeFen(),
                        payment.cycleId()))
                .sum();
        assertThat(PaymentDigest.text(digest)).isEqualTo(marker.digest());
        CycleMarked.Balances balances = marker.balances();
        assertThat(balances.issuedFen())
                .isEqualTo(balances.vaultFen()
                        + balances.walletsFen()
                        + balances.heldFen()
                        + balances.clearingFen()
                        + balances.gasFen()
                        + balances.reservesFen());
    }

    private static List<BookEvent> events(Bank bank, long cycle) {
        List<BookEvent> events = new ArrayList<>();
        for (Class<? extends Event> type : BOOK_EVENTS) {
            Town.kafka().published(type).stream()
                    .map(BookEvent.class::cast)
                    .filter(event -> event.operatorId().equals(bank.operatorId()) && event.cycleId() == cycle)
                    .forEach(events::add);
        }
        return events;
    }

    private static CompletableFuture<Void> payingWhile(
            AtomicBoolean busy, ExecutorService threads, Wallet payer, Wallet payee) {
        return CompletableFuture.runAsync(
                () -> {
                    while (busy.get()) {
                        given().contentType(ContentType.JSON)
                                .body(payer.pays(payee, 7).json())
                                .post("/v1/payments");
                    }
                },
                threads);
    }

    private static void post(SignedOrders order, int status) {
        given().contentType(ContentType.JSON)
                .body(order.json())
                .post("/v1/payments")
                .then()
                .statusCode(status);
    }

    private static void awaitState(SignedOrders order, String state) {
        Town.eventually(() -> assertThat(state(order)).isEqualTo(state));
    }

    private static String state(SignedOrders order) {
        return given().auth()
                .oauth2(Tokens.auditor())
                .get("/v1/payments/" + order.order().id())
                .then()
                .extract()
                .path("state");
    }

    private static long vault(Bank bank, String field) {
        return given().auth()
                .oauth2(bank.token())
                .get("/v1/operators/" + bank.operatorId() + "/vault")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong(field);
    }
}
