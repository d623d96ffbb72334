package org.dcep.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.auditor.PlayedNetwork.BANK_A;

import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.finding.Findings.Finding;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.LogHead;
import org.dcep.kernel.LogLeaf;
import org.dcep.kernel.LogState;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.junit.jupiter.api.Test;

/** Heads of the notary's logs are spoiled, and the auditor names them. */
class PlantedInHeadsTest extends SpoiledNetwork {
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
    void findsAHeadThatSettlementDidNotSignWhateverTheCentralBankHasSigned() {
        TestNotary notary = new TestNotary(BANK_A);
        LogHeadSealed first = announceHead(notary, LogState.EMPTY);
        payAround();
        appendPayments(notary);
        LogHeadSealed genuine = notary.seal(first.head().log());
        String forged =
                Base64Url.encode(TestMint.CENTRAL_BANK.sign(genuine.head().signedBytes(DcepStack.NETWORK)));
        network.kafka()
                .publish(new LogHeadSealed(
                        BANK_A,
                        genuine.size(),
                        genuine.root(),
                        genuine.previousSize(),
                        genuine.previousRoot(),
                        genuine.sealedAt(),
                        genuine.keyId(),
                        forged,
                        "",
                        "",
                        genuine.consistencyProof()));
        network.kafka().publish(cosigned(genuine));
        Finding found = only("HeadDiffers");
        assertThat(found.book()).contains(BANK_A);
        assertThat(found.place().orElseThrow().topic()).isEqualTo(Topic.LOG_HEAD_SEALED.topicName());
        assertThat(found.found()).isEqualTo("a signature that is not settlement's");
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
        appendPayments(notary);
        LogHeadSealed head = notary.seal(previous);
        network.kafka().publish(head);
        network.kafka().publish(cosigned(head));
        return head;
    }

    private void appendPayments(TestNotary notary) {
        network.kafka().published(PaymentCommitted.class).stream()
                .filter(payment -> payment.operatorId().equals(BANK_A))
                .skip(notary.log().size())
                .forEach(payment -> notary.append(leaf(payment)));
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
