package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import java.util.List;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.audit.AuditorLoop;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An auditor that was stopped anywhere goes on as if it had never stopped. */
class ResumeTest {
    private PlayedNetwork network;
    private TestDatabase store;
    private long payer;
    private long payee;
    private long stranger;

    @BeforeEach
    void plays() {
        new DcepStack().start();
        network = new PlayedNetwork(DcepStack.database());
        store = TestServers.newDatabase("auditor");
        payer = network.wallet(BANK_A, 100_000);
        payee = network.wallet(BANK_A, 50_000);
        stranger = network.wallet(BANK_B, 70_000);
        payAround();
    }

    @AfterEach
    void ends() {
        network.close();
    }

    private void payAround() {
        for (int i = 1; i <= 20; i++) {
            network.pay(payer, payee, 100 + i);
            network.pay(payer, stranger, 20);
            network.pay(stranger, payee, 30 + i);
        }
    }

    private RunningAuditor start() {
        return new RunningAuditor(RunningAuditor.settings(store, network.database()), network.time());
    }

    @Test
    void goesOnWhereItStopped() {
        long before;
        try (RunningAuditor first = start()) {
            before = first.await("payments", view -> view.events() > 100).events();
        }
        payAround();
        network.closeCycle();
        try (RunningAuditor second = start()) {
            AuditView view = second.awaitCompared(1);
            assertThat(view.discrepancies()).isEmpty();
            assertThat(view.events()).isGreaterThan(before);
        }
    }

    /** A kill loses what was not stored: it is as if the store were older than the memory. */
    @Test
    void readsAgainWhatAKillHasLost() {
        try (RunningAuditor first = start()) {
            first.await("payments", view -> view.events() > 100);
        }
        store.execute("create table progress_then as select * from progress");
        store.execute("create table sender_then as select * from sender");
        store.execute("create table wallet_page_then as select * from wallet_page");
        store.execute("create table fact_then as select * from fact");
        payAround();
        network.closeCycle();
        try (RunningAuditor second = start()) {
            assertThat(second.awaitCompared(1).discrepancies()).isEmpty();
        }
        for (String table : List.of("progress", "sender", "wallet_page", "fact")) {
            store.execute("truncate " + table);
            store.execute("insert into " + table + " select * from " + table + "_then");
        }
        try (RunningAuditor third = start()) {
            assertThat(third.awaitCompared(1).discrepancies()).isEmpty();
        }
    }

    @Test
    void remembersWhatItHasFound() {
        network.kafka().publishForeign(org.dcep.contracts.Topic.PAYMENT_COMMITTED, BANK_A, "{}");
        try (RunningAuditor first = start()) {
            first.awaitFinding("RecordForeign");
        }
        try (RunningAuditor second = start()) {
            Finding known = second.awaitFinding("RecordForeign");
            assertThat(known.place()).isPresent();
        }
        assertThat(store.number("select count(*) from discrepancy")).isEqualTo(1);
    }

    @Test
    void aRelayThatRepeatsItselfChangesNothing() {
        PaymentCommitted told =
                network.kafka().published(PaymentCommitted.class).get(0);
        KafkaProbe.Sent sent = network.kafka().publish(told);
        network.kafka().send(sent);
        network.kafka().send(sent);
        try (RunningAuditor auditor = start()) {
            network.closeCycle();
            // Told a second time once, and not three times: the book has one event, the topic two.
            Finding marker = auditor.awaitFinding(
                    "MarkerDiffers", found -> found.expected().startsWith("bookEvents"));
            long marked = Long.parseLong(marker.found().split(" ")[1]);
            assertThat(marker.expected()).isEqualTo("bookEvents " + (marked + 1));
        }
    }

    @Test
    void ofTwoOnOneStoreOneWorks() {
        try (RunningAuditor first = start()) {
            first.await("a view", view -> view.events() > 0);
            try (RunningAuditor second = start()) {
                assertThat(second.awaitStart()).isEqualTo(AuditorLoop.Phase.STANDBY);
                assertThat(second.loop().view()).isEmpty();
            }
        }
    }
}
