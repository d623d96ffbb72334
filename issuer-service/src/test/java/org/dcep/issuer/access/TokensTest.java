package org.dcep.issuer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcep.crypto.Base64Url;
import org.dcep.issuer.Bank;
import org.dcep.kernel.WalletId;
import org.dcep.testkit.DcepStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class TokensTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void givesTheConfiguredClientsTheirRoles() throws IOException {
        Map<String, String> secrets = Map.of(
                "central-bank", DcepStack.CENTRAL_BANK_CLIENT_SECRET,
                "auditor", DcepStack.AUDITOR_CLIENT_SECRET,
                "settlement", DcepStack.SETTLEMENT_CLIENT_SECRET);
        for (Map.Entry<String, String> client : secrets.entrySet()) {
            Response answer = token(client.getKey(), client.getValue());
            answer.then()
                    .statusCode(200)
                    .header("Cache-Control", containsString("no-store"))
                    .body("token_type", equalTo("Bearer"))
                    .body("expires_in", equalTo(3_600));
            JsonNode claims = part(answer.path("access_token"), 1);
            assertThat(claims.at("/groups/0").asText()).isEqualTo(client.getKey());
            assertThat(claims.path("groups")).hasSize(1);
            assertThat(claims.path("iss").asText()).isEqualTo("https://dcep.example/issuer");
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(3_600);
        }
    }

    @Test
    void givesAnOperatorATokenForItsOwnBank() throws IOException {
        Bank bank = Bank.withReserves(5);
        String token = token(bank.clientId(), bank.clientSecret()).path("access_token");
        assertThat(part(token, 1).path("operator").asText()).isEqualTo(bank.id());
        Bank.as(token).get("/v1/operators/" + bank.id()).then().statusCode(200);
        Bank.as(token).get("/v1/treasury").then().statusCode(403);
    }

    @Test
    void givesAnOperatorTokensForTheHoldersOfItsWallets() throws IOException {
        Bank bank = Bank.withReserves(5);
        String wallet = WalletId.of(bank.number(), 0, 7).toString();
        JsonNode claims =
                part(token(bank, wallet).then().statusCode(200).extract().path("access_token"), 1);
        assertThat(claims.at("/groups/0").asText()).isEqualTo("holder");
        assertThat(claims.at("/wallets/0").asText()).isEqualTo(wallet);
        assertThat(claims.path("wallets")).hasSize(1);
        assertThat(claims.has("operator")).isFalse();
    }

    @Test
    void refusesTokensForTheHoldersOfOthers() {
        Bank bank = Bank.withReserves(5);
        String foreign = WalletId.of(bank.number() + 1, 0, 7).toString();
        token(bank, foreign).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        form(Map.of(
                        "client_id",
                        "central-bank",
                        "client_secret",
                        DcepStack.CENTRAL_BANK_CLIENT_SECRET,
                        "wallet",
                        foreign))
                .then()
                .statusCode(403);
        for (String malformed : List.of("7", "0010000000000018", "")) {
            token(bank, malformed).then().statusCode(400).body("violations.field", hasItem("wallet"));
        }
    }

    @Test
    void refusesWrongCredentialsWithoutSayingWhichPartIsWrong() {
        Bank bank = Bank.withReserves(5);
        String unknown =
                token("operator-nobody", "x").then().statusCode(401).extract().asString();
        String wrong = token(bank.clientId(), bank.clientSecret() + "x")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        assertThat(wrong).isEqualTo(unknown).contains("UNAUTHENTICATED");
        token("central-bank", "").then().statusCode(400);
        token("central-bank", DcepStack.AUDITOR_CLIENT_SECRET).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"grant_type", "client_id", "client_secret"})
    void refusesAnIncompleteForm(String missing) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", "auditor",
                "client_secret", DcepStack.AUDITOR_CLIENT_SECRET));
        fields.remove(missing);
        RestAssured.given()
                .formParams(fields)
                .post("/v1/tokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations.field", hasItem(missing));
    }

    @Test
    void refusesAnotherGrantAndAnotherMediaType() {
        RestAssured.given()
                .formParams(Map.of("grant_type", "password", "client_id", "a", "client_secret", "b"))
                .post("/v1/tokens")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("grant_type"));
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/v1/tokens")
                .then()
                .statusCode(415);
    }

    @Test
    void publishesTheKeyThatSignsTokens() throws IOException, GeneralSecurityException {
        JsonNode keys = JSON.readTree(RestAssured.get("/.well-known/jwks.json").asString())
                .path("keys");
        assertThat(keys).hasSize(1);
        String token = token("auditor", DcepStack.AUDITOR_CLIENT_SECRET).path("access_token");
        assertThat(part(token, 0).path("kid").asText())
                .isEqualTo(keys.at("/0/kid").asText());
        assertThat(part(token, 0).path("alg").asText()).isEqualTo("ES256");
        int dot = token.lastIndexOf('.');
        Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
        es256.initVerify(publicKey(keys.get(0)));
        es256.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        assertThat(es256.verify(Base64Url.decode(token.substring(dot + 1)))).isTrue();
    }

    private static PublicKey publicKey(JsonNode jwk) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, Base64Url.decode(jwk.path("x").asText())),
                new BigInteger(1, Base64Url.decode(jwk.path("y").asText())));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static Response token(String clientId, String clientSecret) {
        return form(Map.of("client_id", clientId, "client_secret", clientSecret));
    }

    private static Response token(Bank bank, String wallet) {
        return form(Map.of("client_id", bank.clientId(), "client_secret", bank.clientSecret(), "wallet", wallet));
    }

    private static Response form(Map<String, String> fields) {
        return RestAssured.given()
                .formParam("grant_type", "client_credentials")
                .formParams(fields)
                .post("/v1/tokens");
    }

    private static JsonNode part(String token, int index) throws IOException {
        return JSON.readTree(Base64Url.decode(token.split("\\.")[index]));
    }
}
