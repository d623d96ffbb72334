package org.dcep.wallet.keys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.wallet.Fixtures.bank;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Money;
import org.dcep.kernel.Receipt;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.testkit.DcepStack;
import org.dcep.wallet.Fixtures.Bank;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DcepStack.class)
class ReceiptKeysTest {
    @Inject
    ReceiptSigner signer;

    @Test
    void signWhatAnybodyCanVerify() {
        Bank bank = bank();
        Bank other = bank();
        JsonPath keys = given().get("/v1/keys").then().statusCode(200).extract().jsonPath();
        Map<String, Object> published = keys.param("id", bank.operatorId()).get("keys.find { it.operatorId == id }");
        assertThat(published).containsEntry("purpose", "receipts").containsKeys("validFrom", "publicKey");
        VerifyingKey key = VerifyingKey.of(
                SignatureAlgorithm.named((String) published.get("algorithm")).orElseThrow(),
                Base64Url.decode((String) published.get("publicKey")));
        assertThat(published).containsEntry("keyId", key.keyId());

        Receipt receipt = receipt(signer.keyId(bank.operatorId()));
        byte[] signature = Base64Url.decode(signer.sign(bank.operatorId(), receipt));
        assertThat(key.verifies(receipt.signedBytes(DcepStack.NETWORK), signature))
                .isTrue();
        assertThat(signer.keyId(other.operatorId())).isNotEqualTo(key.keyId());
    }

    @Test
    void signNothingThatNamesAnotherKey() {
        assertThatThrownBy(() -> signer.sign("bank-x", receipt("0123456789abcdef")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doNotRepeatASecretThatCannotBeUsed() {
        assertThatThrownBy(() -> new ReceiptSigner("deadbeef", "sandbox"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("deadbeef");
    }

    private static Receipt receipt(String keyId) {
        return new Receipt(
                UUID.randomUUID(),
                "0010000000000018",
                "0020000000000017",
                Money.fen(5),
                Money.fen(1),
                "ACCEPTED",
                "",
                "00".repeat(32),
                Instant.parse("2026-03-01T12:00:00Z"),
                keyId);
    }
}
