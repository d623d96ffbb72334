package org.dcep.auditor.head;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.dcep.auditor.fact.Facts;
import org.dcep.auditor.finding.Discrepancy;
import org.dcep.auditor.log.Place;
import org.dcep.contracts.LogHeadCosigned;
import org.dcep.contracts.LogHeadSealed;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.ShardFreezeChanged;
import org.dcep.contracts.Topic;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.CanonicalText;
import org.dcep.kernel.LogState;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.testkit.TestMint;
import org.junit.jupiter.api.Test;

class HeadAuditTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Place PLACE = new Place(Topic.LOG_HEAD_SEALED.topicName(), 0, 7);
    private static final String EMPTY = new LogTree().root();

    /** Settlement's keys, one after the other. */
    private static final SigningKey OLD_KEY = SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "old");

    private static final SigningKey NEW_KEY = SigningKey.derive(SignatureAlgorithm.SM2, new byte[32], "new");

    private final List<Discrepancy> found = new ArrayList<>();
    private final Facts<String, HeadLine> lines = new Facts<>("head", Function.identity(), HeadLine.class);
    private final HeadAudit audit = new HeadAudit(
            "sandbox",
            TestMint.CENTRAL_BANK.verifyingKey(),
            List.of(OLD_KEY.verifyingKey(), NEW_KEY.verifyingKey()),
            lines,
            found::add);

    private static PaymentCommitted payment(int number) {
        return new PaymentCommitted(
                new UUID(0, number), "icbc", 1, "icbc", "0010007000000003", "0010007000000011", 1250, 21_000, 1, 1, AT);
    }

    /** What the notary seals over the first payments, by the bytes that it documents. */
    private static String rootOf(int payments) {
        LogTree tree = new LogTree();
        for (int i = 1; i <= payments; i++) {
            String leaf = "dcep-leaf-v1\nsandbox\n" + new UUID(0, i)
                    + "\nicbc\n1\nicbc\n0010007000000003\n0010007000000011\n1250\n21000\n1\n1\n2026-11-25T09:30:00Z";
            tree.append(LogTree.leafHash(leaf.getBytes(StandardCharsets.UTF_8)));
        }
        return tree.root();
    }

    private void pay(int from, int to) {
        for (int i = from; i <= to; i++) {
            audit.take(payment(i));
        }
    }

    private void seal(long size, String root, long previousSize, String previousRoot) {
        audit.take(sealed("icbc", size, root, previousSize, previousRoot, OLD_KEY), PLACE, AT);
    }

    private static LogHeadSealed sealed(
            String operatorId, long size, String root, long previousSize, String previousRoot, SigningKey key) {
        String keyId = key.verifyingKey().keyId();
        byte[] signed = CanonicalText.of("dcep-log-head-v1")
                .field("sandbox")
                .field(operatorId)
                .field(size)
                .field(root)
                .field(previousSize)
                .field(previousRoot)
                .field("2026-11-25T09:30:00Z")
                .field(keyId)
                .bytes();
        return new LogHeadSealed(
                operatorId,
                size,
                root,
                previousSize,
                previousRoot,
                AT,
                keyId,
                Base64Url.encode(key.sign(signed)),
                "",
                "",
                List.of());
    }

    @Test
    void headsOverThePaymentsThatWereToldAgree() {
        pay(1, 3);
        seal(3, rootOf(3), 0, EMPTY);
        audit.judge(AT, PATIENCE);
        seal(5, rootOf(5), 3, rootOf(3));
        audit.judge(AT, PATIENCE);
        pay(4, 9);
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).isEmpty();
        assertThat(lines.get("icbc").isIdle()).isTrue();
    }

    @Test
    void aHeadOverOtherPaymentsIsFound() {
        pay(1, 3);
        seal(3, rootOf(2), 0, EMPTY);
        audit.judge(AT, PATIENCE);
        assertThat(found).singleElement().satisfies(differs -> {
            assertThat(differs.expected()).contains(rootOf(3));
            assertThat(differs.found()).contains(rootOf(2));
            assertThat(differs.scene().book()).contains("icbc");
            assertThat(differs.scene().place()).contains(PLACE);
        });
    }

    @Test
    void aHeadOverPaymentsThatNobodyToldIsFoundWhenTheyMustHaveCome() {
        pay(1, 2);
        seal(3, rootOf(3), 0, EMPTY);
        audit.judge(AT.plusSeconds(4), PATIENCE);
        assertThat(found).isEmpty();
        audit.judge(AT.plusSeconds(5), PATIENCE);
        assertThat(found)
                .singleElement()
                .satisfies(differs -> assertThat(differs.expected()).contains("fewer payments"));
    }

    @Test
    void aHeadThatForgetsTheOneBeforeIsFound() {
        pay(1, 3);
        seal(3, rootOf(3), 0, EMPTY);
        seal(2, rootOf(2), 0, EMPTY);
        audit.judge(AT.plusSeconds(5), PATIENCE);
        assertThat(found)
                .singleElement()
                .satisfies(differs -> assertThat(differs.expected()).contains("follows the one of 3"));
    }

    @Test
    void goesOnWithWhatWasStored() throws JsonProcessingException {
        JsonMapper json = new JsonMapper();
        pay(1, 3);
        seal(2, rootOf(2), 0, EMPTY);
        seal(4, rootOf(4), 2, rootOf(2));
        audit.judge(AT, PATIENCE);
        lines.put("icbc", json.readValue(json.writeValueAsString(lines.get("icbc")), HeadLine.class));
        pay(4, 5);
        seal(5, rootOf(5), 4, rootOf(4));
        audit.judge(AT, PATIENCE);
        assertThat(found).isEmpty();
        assertThat(lines.get("icbc").isIdle()).isTrue();
    }

    private static ShardFreezeChanged decision(long number, boolean frozen, long size) {
        ShardFreezeChanged decided = new ShardFreezeChanged(
                "icbc",
                number,
                frozen,
                "restored",
                size,
                rootOf((int) size),
                AT,
                TestMint.CENTRAL_BANK.verifyingKey().keyId(),
                "");
        return decided.signed(Base64Url.encode(TestMint.CENTRAL_BANK.sign(decided.signedBytes("sandbox"))));
    }

    @Test
    void aHeadMayGoOnFromWhereTheCentralBankHasLiftedAFreeze() {
        pay(1, 6);
        seal(3, rootOf(3), 0, EMPTY);
        seal(5, rootOf(5), 3, rootOf(3));
        audit.take(decision(1, true, 3), PLACE);
        audit.take(decision(2, false, 3), PLACE);
        seal(6, rootOf(6), 3, rootOf(3));
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).isEmpty();
        assertThat(lines.get("icbc").isIdle()).isTrue();
    }

    @Test
    void aLiftMayBeReadAfterTheHeadThatGoesOnFromIt() throws JsonProcessingException {
        pay(1, 6);
        seal(3, rootOf(3), 0, EMPTY);
        seal(5, rootOf(5), 3, rootOf(3));
        seal(6, rootOf(6), 3, rootOf(3));
        audit.judge(AT.plusSeconds(4), PATIENCE);
        JsonMapper json = new JsonMapper();
        lines.put("icbc", json.readValue(json.writeValueAsString(lines.get("icbc")), HeadLine.class));
        audit.take(decision(2, false, 3), PLACE);
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).isEmpty();
    }

    @Test
    void aLiftIsForOneHeadAndNotForTwo() {
        pay(1, 6);
        seal(3, rootOf(3), 0, EMPTY);
        seal(5, rootOf(5), 3, rootOf(3));
        audit.take(decision(2, false, 3), PLACE);
        seal(5, rootOf(5), 3, rootOf(3));
        audit.take(decision(2, false, 3), PLACE);
        seal(6, rootOf(6), 3, rootOf(3));
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found)
                .singleElement()
                .satisfies(differs -> assertThat(differs.expected()).contains("follows the one of 5"));
    }

    @Test
    void onlyTheCentralBankLifts() {
        pay(1, 6);
        seal(3, rootOf(3), 0, EMPTY);
        seal(5, rootOf(5), 3, rootOf(3));
        ShardFreezeChanged genuine = decision(2, false, 5);
        audit.take(genuine.from(new LogState(3, rootOf(3))), PLACE);
        assertThat(found)
                .singleElement()
                .satisfies(differs -> assertThat(differs.expected()).contains("a freeze signed"));
        seal(6, rootOf(6), 3, rootOf(3));
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).hasSize(2);
    }

    @Test
    void twoHeadsOfOneSizeHaveOneRoot() {
        seal(3, rootOf(3), 0, EMPTY);
        seal(3, rootOf(3), 3, rootOf(3));
        assertThat(found).isEmpty();
        seal(3, rootOf(2), 3, rootOf(3));
        assertThat(found)
                .singleElement()
                .satisfies(differs -> assertThat(differs.found()).contains(rootOf(2)));
    }

    @Test
    void aHeadOfNoLogIsFoundAndForgotten() {
        pay(1, 3);
        seal(-1, rootOf(3), 0, EMPTY);
        seal(3, "no root", 0, EMPTY);
        assertThat(found)
                .hasSize(2)
                .allSatisfy(differs -> assertThat(differs.expected()).isEqualTo("a head of a log"));
        seal(3, rootOf(3), 0, EMPTY);
        audit.judge(AT, PATIENCE);
        assertThat(found).hasSize(2);
    }

    @Test
    void aHeadThatSettlementDidNotSignIsFoundAndForgotten() {
        pay(1, 3);
        LogHeadSealed genuine = sealed("icbc", 3, rootOf(3), 0, EMPTY, OLD_KEY);
        LogHeadSealed forged = sealed("icbc", 2, rootOf(2), 0, EMPTY, TestMint.CENTRAL_BANK);
        audit.take(forged, PLACE, AT);
        audit.take(with(forged, genuine.keyId(), forged.signature()), PLACE, AT);
        audit.take(with(forged, genuine.keyId(), genuine.signature()), PLACE, AT);
        audit.take(with(forged, genuine.keyId(), "no signature"), PLACE, AT);
        assertThat(found)
                .hasSize(4)
                .allSatisfy(differs -> assertThat(differs.found()).isEqualTo("a signature that is not settlement's"));
        audit.take(genuine, PLACE, AT);
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).hasSize(4);
    }

    private static LogHeadSealed with(LogHeadSealed head, String keyId, String signature) {
        return new LogHeadSealed(
                head.operatorId(),
                head.size(),
                head.root(),
                head.previousSize(),
                head.previousRoot(),
                head.sealedAt(),
                keyId,
                signature,
                "",
                "",
                List.of());
    }

    @Test
    void aKeySignsNoMoreWhenALaterOneHas() throws JsonProcessingException {
        pay(1, 4);
        audit.take(sealed("icbc", 1, rootOf(1), 0, EMPTY, OLD_KEY), PLACE, AT);
        audit.take(sealed("icbc", 2, rootOf(2), 1, rootOf(1), NEW_KEY), PLACE, AT);
        assertThat(found).isEmpty();
        JsonMapper json = new JsonMapper();
        lines.put("icbc", json.readValue(json.writeValueAsString(lines.get("icbc")), HeadLine.class));
        audit.take(sealed("icbc", 3, rootOf(3), 2, rootOf(2), OLD_KEY), PLACE, AT);
        audit.take(sealed("ccb", 0, EMPTY, 0, EMPTY, OLD_KEY), PLACE, AT);
        assertThat(found)
                .hasSize(2)
                .allSatisfy(differs -> assertThat(differs.expected()).contains("key in use"));
        audit.take(sealed("icbc", 4, rootOf(4), 2, rootOf(2), NEW_KEY), PLACE, AT);
        audit.judge(AT.plusSeconds(60), PATIENCE);
        assertThat(found).hasSize(2);
    }

    @Test
    void onlyTheCentralBankCosigns() {
        String keyId = TestMint.CENTRAL_BANK.verifyingKey().keyId();
        byte[] signed = CanonicalText.of("dcep-log-cosign-v1")
                .field("sandbox")
                .field("icbc")
                .field(3)
                .field(rootOf(3))
                .field("2026-11-25T09:30:00Z")
                .field(keyId)
                .bytes();
        String signature = Base64Url.encode(TestMint.CENTRAL_BANK.sign(signed));
        audit.take(new LogHeadCosigned("icbc", 3, rootOf(3), AT, keyId, signature), PLACE);
        assertThat(found).isEmpty();
        audit.take(new LogHeadCosigned("icbc", 3, rootOf(2), AT, keyId, signature), PLACE);
        audit.take(new LogHeadCosigned("icbc", 3, "no root", AT, keyId, signature), PLACE);
        assertThat(found)
                .hasSize(2)
                .allSatisfy(differs -> assertThat(differs.found()).contains("not the central bank's"));
    }
}
