package org.dcep.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;
import static org.dcep.auditor.PlayedNetwork.BANK_B;

import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestDatabase;
import org.dcep.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A network of two banks that has played a day, an auditor that reads it, and one thing that a test spoils. */
abstract class SpoiledNetwork {
    PlayedNetwork network;
    TestDatabase store;
    RunningAuditor auditor;
    long payer;
    long payee;
    long stranger;

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

    RunningAuditor start() {
        return new RunningAuditor(RunningAuditor.settings(store, network.database()), network.time());
    }

    @AfterEach
    void stops() {
        auditor.close();
        network.close();
    }

    void payAround() {
        for (int i = 1; i <= 8; i++) {
            network.pay(payer, payee, 100 + i);
            network.pay(payee, payer, 50);
            network.pay(payer, stranger, 20);
            network.pay(stranger, payee, 30 + i);
        }
    }

    Finding only(String kind) {
        Finding found = auditor.awaitFinding(kind);
        assertThat(found.expected()).isNotEqualTo(found.found());
        return found;
    }
}
