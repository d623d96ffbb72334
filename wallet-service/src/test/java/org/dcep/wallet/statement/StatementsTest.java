package org.dcep.wallet.statement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.wallet;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.wallet.Fixtures.Wallet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class StatementsTest {
    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void sayWhatHappenedInOrder() {
        Wallet wallet = wallet(bankWithVault(1_000), WalletClass.II);
        UUID in = UUID.randomUUID();
        exchange(wallet, in, "TO_WALLET", 700).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 200).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 501).statusCode(409);
        entries(wallet, "")
                .statusCode(200)
                .body("items.seq", contains(1, 2))
                .body("items.amountFen", contains(700, -200))
                .body("items.gasFeeFen", contains(0, 0))
                .body("items.balanceAfterFen", contains(700, 500))
                .body("items.purpose", contains("EXCHANGE", "EXCHANGE"))
                .body("items[0].exchangeId", equalTo(in.toString()))
                .body("items[0].paymentId", nullValue())
                .body("items[0].counterparty", nullValue())
                .body("next", nullValue());
    }

    @Test
    void comeInPages() {
        Wallet wallet = wallet(bankWithVault(1_000), WalletClass.II);
        IntStream.rangeClosed(1, 5)
                .forEach(
                        i -> exchange(wallet, UUID.randomUUID(), "TO_WALLET", i).statusCode(201));
        entries(wallet, "?limit=2").body("items.amountFen", contains(1, 2)).body("next", equalTo("2"));
        entries(wallet, "?limit=2&after=2")
                .body("items.amountFen", contains(3, 4))
                .body("next", equalTo("4"));
        entries(wallet, "?limit=2&after=4").body("items.amountFen", contains(5)).body("next", nullValue());
        entries(wallet, "?after=5").body("items.size()", equalTo(0)).body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=ten", "?after=-1", "?after=x"})
    void refuseWhatIsNoPage(String query) {
        Wallet wallet = wallet(bankWithVault(1), WalletClass.II);
        entries(wallet, query).statusCode(400).body("code", equalTo("MALFORMED_REQUEST"));
    }

    private static ValidatableResponse entries(Wallet wallet, String query) {
        return given().auth()
                .oauth2(wallet.holderToken())
                .get("/v1/wallets/" + wallet.walletId() + "/entries" + query)
                .then();
    }

    @Test
    void startEmpty() {
        Wallet wallet = wallet(bankWithVault(1), WalletClass.II);
        assertThat(entries(wallet, "").extract().jsonPath().getList("items")).isEmpty();
    }
}
