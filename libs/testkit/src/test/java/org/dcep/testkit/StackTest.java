package org.dcep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.RedemptionCompleted;
import org.dcep.contracts.Topic;
import org.dcep.crypto.Base64Url;
import org.junit.jupiter.api.Test;

/** Runs against the servers that it is about. */
class StackTest {
    @Test
    void givesEveryServiceADatabaseOfItsOwn() throws SQLException {
        TestDatabase first = TestServers.newDatabase("one");
        TestDatabase second = TestServers.newDatabase("one");
        first.execute("CREATE TABLE t (n bigint)");
        first.execute("INSERT INTO t VALUES (?)", 7L);
        assertThat(first.number("SELECT n FROM t")).isEqualTo(7);
        assertThat(second.number("SELECT count(*) FROM pg_tables WHERE tablename = 't'"))
                .isZero();
        TestDatabase intruder =
                new TestDatabase(first.host(), first.port(), first.name(), second.user(), second.password());
        assertThatThrownBy(intruder::connect).isInstanceOf(SQLException.class);
    }

    @Test
    void runsPostgresDurably() {
        TestDatabase database = TestServers.newDatabase("durable");
        for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            assertThat(database.number("SELECT count(*) FROM pg_settings WHERE name = ? AND setting = 'on'", setting))
                    .as(setting)
                    .isEqualTo(1);
        }
    }

    @Test
    void handsOutEverySettingUnderEveryName() {
        DcepStack stack = new DcepStack();
        stack.init(Map.of("DCEP_SETTLEMENT_MODE", "GROSS", "other", "ignored"));
        Map<String, String> settings = stack.start();
        assertThat(settings)
                .containsEntry("dcep.network", "sandbox")
                .containsEntry("dcep.kafka", TestServers.kafka())
                .containsEntry("dcep.db.name", DcepStack.database().name())
                .containsEntry("DCEP_DB_NAME", DcepStack.database().name())
                .containsEntry("dcep.settlement.mode", "GROSS")
                .containsEntry("dcep.central-bank.client-secret", DcepStack.CENTRAL_BANK_CLIENT_SECRET)
                .containsEntry("dcep.token.public-key", TestServers.tokenPublicKeyLocation())
                .containsEntry("dcep.unsafe-fast", "false")
                .doesNotContainKey("other");
        assertThat(DcepStack.database().number("SELECT 1")).isEqualTo(1);
        stack.stop();
    }

    @Test
    void aFreshStackHasFreshTopics() {
        new DcepStack().start();
        try (KafkaProbe kafka = KafkaProbe.open()) {
            kafka.publish(TestMint.issuance("bank-a", 100, 1));
            assertThat(kafka.published(CurrencyIssued.class)).hasSize(1);
        }
        new DcepStack().start();
        try (KafkaProbe kafka = KafkaProbe.open()) {
            assertThat(kafka.published(CurrencyIssued.class)).isEmpty();
        }
    }

    @Test
    void theProbeSeesWhatAnyProbePublishes() {
        try (KafkaProbe one = KafkaProbe.open();
                KafkaProbe other = KafkaProbe.open()) {
            CurrencyIssued issued = TestMint.issuance("bank-b", 500, 2);
            KafkaProbe.Sent sent = one.publish(issued);
            assertThat(other.await(CurrencyIssued.class, issued::equals)).isEqualTo(issued);

            one.send(sent);
            one.publishForeign(Topic.CURRENCY_ISSUED, "bank-b", "no event at all");
            assertThat(other.awaitCount(2, CurrencyIssued.class, issued::equals))
                    .containsExactly(issued, issued);
            assertThat(other.published(RedemptionCompleted.class)).isEmpty();
            assertThat(sent.position()).matches("\\d+:\\d+");
        }
    }

    @Test
    void tokensVerifyWithThePublishedKey() throws Exception {
        String[] parts = Tokens.operator("bank-a").split("\\.");
        JsonNode claims = new ObjectMapper().readTree(Base64Url.decode(parts[1]));
        assertThat(claims.get("operator").textValue()).isEqualTo("bank-a");
        assertThat(claims.get("groups").get(0).textValue()).isEqualTo("operator");
        assertThat(verifies(parts)).isTrue();

        String stranger = Tokens.of("auditor", "auditor").signedByAStranger().text();
        assertThat(verifies(stranger.split("\\."))).isFalse();
        JsonNode old = new ObjectMapper()
                .readTree(Base64Url.decode(Tokens.of("auditor", "auditor")
                        .expiringIn(Duration.ofMinutes(-5))
                        .text()
                        .split("\\.")[1]));
        assertThat(old.get("exp").longValue()).isEqualTo(old.get("iat").longValue());
    }

    private static boolean verifies(String[] parts) throws Exception {
        String pem = Files.readString(Path.of(URI.create(TestServers.tokenPublicKeyLocation())));
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
        es256.initVerify(key);
        es256.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return es256.verify(Base64Url.decode(parts[2]));
    }
}
