package org.dcep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcep.contracts.CurrencyIssued;
import org.dcep.contracts.IssuedCoin;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.SignedPolicy;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.Coin;
import org.dcep.kernel.Money;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.kernel.WalletId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedOrdersTest {
    private static final String ALICE = WalletId.of(1, 0, 1).toString();
    private static final String BOB = WalletId.of(2, 7, 3).toString();

    @ParameterizedTest
    @EnumSource
    void theSignatureCoversTheBytesOfTheContract(SignatureAlgorithm algorithm) throws Exception {
        SigningKey key = SignedOrders.key(algorithm, "alice");
        JsonNode body = new ObjectMapper()
                .readTree(SignedOrders.from(ALICE, key)
                        .to(BOB, 12_345)
                        .withMaxGasFeeFen(7)
                        .withReference("茶 and cake")
                        .json());
        JsonNode order = body.get("order");
        String signed = String.join(
                "\n",
                "dcep-payment-v1",
                "sandbox",
                order.get("id").textValue(),
                ALICE,
                BOB,
                "12345",
                "7",
                order.get("expiresAt").textValue(),
                "茶 and cake");
        byte[] signature = Base64Url.decode(body.get("signature").textValue());
        assertThat(key.verifyingKey().verifies(signed.getBytes(StandardCharsets.UTF_8), signature))
                .isTrue();
        assertThat(order.get("expiresAt").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void anEmptyReferenceIsLeftOut() {
        assertThat(draft().body().get("order").has("reference")).isFalse();
    }

    @Test
    void theSameOrderIsTheSameTextUntilItGetsANewId() {
        SignedOrders order = draft();
        assertThat(order.json())
                .isEqualTo(order.json())
                .isNotEqualTo(order.withNewId().json());
        assertThat(order.withNewId().id()).isNotEqualTo(order.id());
    }

    @Test
    void anotherNetworkOrSignerChangesTheSignatureOnly() {
        SignedOrders order = draft();
        SigningKey mallory = SignedOrders.key(SignatureAlgorithm.ED25519, "mallory");
        assertThat(order.onNetwork("main").order()).isEqualTo(order.order());
        assertThat(order.onNetwork("main").signature()).isNotEqualTo(order.signature());
        assertThat(order.signedBy(mallory).signature()).isNotEqualTo(order.signature());
    }

    @Test
    void aBatchHasOneOrderALine() {
        SignedOrders first = draft();
        SignedOrders second = draft();
        assertThat(SignedOrders.lines(List.of(first, second)).lines()).containsExactly(first.json(), second.json());
    }

    @Test
    void theMintSignsEveryCoin() {
        CurrencyIssued issued = TestMint.issuance("bank-a", 1_000, 3);
        assertThat(issued.coins()).extracting(IssuedCoin::amountFen).containsExactly(333L, 333L, 334L);
        for (IssuedCoin coin : issued.coins()) {
            byte[] signed = new Coin(
                            coin.serial(), new Money(coin.amountFen()), "bank-a", coin.issuedAt(), coin.keyId())
                    .signedBytes("sandbox");
            assertThat(TestMint.CENTRAL_BANK.verifyingKey().verifies(signed, Base64Url.decode(coin.signature())))
                    .isTrue();
        }
    }

    @Test
    void theMintSignsPolicies() {
        PolicyPublished policy = TestMint.policy("GAS", 2, draft().order().expiresAt(), "{}");
        byte[] signed = SignedPolicy.signedBytes("sandbox", "GAS", 2, policy.effectiveFrom(), "{}");
        assertThat(TestMint.CENTRAL_BANK.verifyingKey().verifies(signed, Base64Url.decode(policy.signature())))
                .isTrue();
    }

    private static SignedOrders draft() {
        return SignedOrders.from(ALICE, SignedOrders.key(SignatureAlgorithm.ED25519, "alice"))
                .to(BOB, 5);
    }
}
