package org.dcep.wallet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.wallet.Fixtures.bank;
import static org.dcep.wallet.Fixtures.database;
import static org.dcep.wallet.Fixtures.kafka;
import static org.dcep.wallet.Fixtures.patiently;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.TreeMap;
import org.dcep.contracts.PolicyJson;
import org.dcep.contracts.PolicyPublished;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.WalletClassPolicy;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.TestMint;
import org.dcep.web.ProblemException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class PoliciesTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2096-01-01T00:00:00Z");

    @Inject
    Policies policies;

    @Test
    void areInForceFromTheirDateOn() {
        bank();
        kafka().publish(TestMint.policy("WALLET_CLASSES", 2, FAR_AHEAD, PolicyJson.write(WalletClassPolicy.presetB())));
        patiently()
                .untilAsserted(() ->
                        assertThat(policies.walletClassesAt(FAR_AHEAD).name()).isEqualTo("B"));
        assertThat(policies.walletClassesAt(FAR_AHEAD.minusMillis(1)).name()).isEqualTo("A");
        assertThat(policies.walletClassesAt(LONG_AGO).of(WalletClass.II).balanceFen())
                .isEqualTo(50_000_000);
        assertThat(policies.gasAt(LONG_AGO)).isEqualTo(GasPolicy.initial());
        assertThat(policies.gasInForceAt(LONG_AGO).version()).isEqualTo(1);
    }

    @Test
    void areNotAppliedWithoutTheSignatureOfTheCentralBank() {
        bank();
        String generous = PolicyJson.write(WalletClassPolicy.presetB());
        PolicyPublished genuine = TestMint.policy("WALLET_CLASSES", 70, FAR_AHEAD, generous);
        assertRejected(
                new PolicyPublished(
                        genuine.kind(), 71, genuine.effectiveFrom(), generous, genuine.keyId(), genuine.signature()),
                "FORGED");
        assertRejected(
                new PolicyPublished(genuine.kind(), 72, LONG_AGO, generous, genuine.keyId(), genuine.signature()),
                "FORGED");
        assertRejected(
                new PolicyPublished(genuine.kind(), 73, FAR_AHEAD, generous + " ", genuine.keyId(), "AAAA"), "FORGED");
        assertRejected(
                new PolicyPublished("WALLET_CLASSES", 74, FAR_AHEAD, generous, "0123456789abcdef", "AAAA"), "FORGED");
        assertRejected(new PolicyPublished("WEATHER", 1, FAR_AHEAD, generous, "x", "AAAA"), "UNKNOWN_KIND");
        assertThat(database().number("select count(*) from policy_version where version >= 70"))
                .isZero();
    }

    @Test
    void areNotAppliedInPart() {
        bank();
        assertRejected(TestMint.policy("GAS", 80, FAR_AHEAD, "{\"price\":{\"rule\":\"MAGIC\"}}"), "UNREADABLE");
        assertRejected(
                TestMint.policy("GAS", 81, FAR_AHEAD, PolicyJson.write(WalletClassPolicy.presetA())), "UNREADABLE");
    }

    @Test
    void keepTheFirstDocumentOfAVersion() {
        bank();
        Instant later = FAR_AHEAD.plusSeconds(1);
        String first = PolicyJson.write(WalletClassPolicy.presetA());
        kafka().publish(TestMint.policy("WALLET_CLASSES", 60, later, first));
        kafka().publish(TestMint.policy("WALLET_CLASSES", 60, later, PolicyJson.write(WalletClassPolicy.presetB())));
        kafka().publish(TestMint.policy("WALLET_CLASSES", 61, later.plusSeconds(1), first));
        patiently().until(() -> database().number("select count(*) from policy_version where version = 61") == 1);
        assertThat(database().number("select count(*) from policy_version where version = 60 and document = ?", first))
                .isEqualTo(1);
    }

    @Test
    void giveTheHighestVersionWhoseDateHasCome() {
        TreeMap<Integer, InForce<String>> versions = new TreeMap<>();
        versions.put(1, new InForce<>(1, LONG_AGO, "one"));
        versions.put(2, new InForce<>(2, LONG_AGO.plusSeconds(10), "two"));
        versions.put(4, new InForce<>(4, LONG_AGO.plusSeconds(5), "four"));
        assertThat(Policies.inForce(versions, LONG_AGO).policy()).isEqualTo("one");
        assertThat(Policies.inForce(versions, LONG_AGO.plusSeconds(5)).policy()).isEqualTo("four");
        assertThat(Policies.inForce(versions, LONG_AGO.plusSeconds(99)).policy())
                .isEqualTo("four");
        assertThat(Policies.missingFrom(versions)).isEqualTo(2);
        assertThatThrownBy(() -> Policies.inForce(versions, LONG_AGO.minusSeconds(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
    }

    private static void assertRejected(PolicyPublished policy, String reason) {
        kafka().publish(policy);
        patiently()
                .until(() -> database()
                                .number(
                                        "select count(*) from rejected_policy where kind = ? and version = ?"
                                                + " and reason = ?",
                                        policy.kind(),
                                        policy.version(),
                                        reason)
                        == 1);
    }
}
