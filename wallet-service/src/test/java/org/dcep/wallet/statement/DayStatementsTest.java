package org.dcep.wallet.statement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.assertTheBooksBalance;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.exchange;
import static org.dcep.wallet.Fixtures.wallet;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Wallet;
import org.dcep.wallet.book.Book;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DcepStack.class)
class DayStatementsTest {
    private static final String PERIOD = "from=2025-12-30&to=2026-12-30";
    private static final LocalDate DAY = LocalDate.of(2024, 3, 10);

    @AfterEach
    void theBooksBalance() {
        assertTheBooksBalance();
    }

    @Test
    void openingBalanceAndEntriesGiveTheClosingBalanceWhichIsTheBooks() {
        Wallet wallet = walletWithDays();
        JsonPath statement = json(wallet, days(DAY, DAY.plusDays(3)));
        assertThat(statement.getLong("openingFen")).isZero();
        assertThat(statement.getLong("closingFen")).isEqualTo(wallet.availableFen());
        assertThat(sum(statement)).isEqualTo(wallet.availableFen());
        assertThat(statement.getBoolean("opensPeriod")).isTrue();
        assertThat(statement.getBoolean("closesPeriod")).isTrue();
        assertThat(statement.getString("next")).isNull();
    }

    /** The clock of one replica was ahead at midnight: entry 3 has a later time than entry 4. */
    @Test
    void daysFollowOneAnotherWithoutGapOrOverlap() {
        Wallet wallet = walletWithDays();
        List<Integer> numbers = new ArrayList<>();
        long balanceFen = 0;
        for (LocalDate day = DAY.minusDays(1); day.isBefore(DAY.plusDays(5)); day = day.plusDays(1)) {
            JsonPath statement = json(wallet, "date=" + day);
            assertThat(statement.getLong("openingFen")).isEqualTo(balanceFen);
            balanceFen = statement.getLong("closingFen");
            assertThat(balanceFen).isEqualTo(statement.getLong("openingFen") + sum(statement));
            numbers.addAll(statement.getList("items.seq", Integer.class));
        }
        assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(balanceFen).isEqualTo(wallet.availableFen());
    }

    @Test
    void pagesAddUpToTheStatement() {
        Wallet wallet = walletWithDays();
        String query = days(DAY, DAY.plusDays(3)) + "&limit=4";
        JsonPath first = json(wallet, query);
        assertThat(first.getList("items.seq", Integer.class)).containsExactly(1, 2, 3, 4);
        assertThat(first.getBoolean("closesPeriod")).isFalse();
        String link = get(wallet, "application/json", query).extract().header("Link");
        assertThat(link).contains("after=4").endsWith("rel=\"next\"");
        JsonPath second = json(wallet, query + "&after=" + first.getString("next"));
        assertThat(second.getList("items.seq", Integer.class)).containsExactly(5, 6);
        assertThat(second.getLong("openingFen")).isEqualTo(first.getLong("closingFen"));
        assertThat(second.getBoolean("opensPeriod")).isFalse();
        assertThat(second.getBoolean("closesPeriod")).isTrue();
        assertThat(second.getLong("closingFen")).isEqualTo(wallet.availableFen());
    }

    @Test
    void aDayWithoutEntriesOpensAndClosesWithTheSameBalance() {
        Wallet wallet = walletWithDays();
        JsonPath before = json(wallet, "date=" + DAY.minusDays(1));
        assertThat(before.getList("items")).isEmpty();
        assertThat(before.getLong("closingFen")).isZero();
        JsonPath after = json(wallet, "date=" + DAY.plusDays(100));
        assertThat(after.getList("items")).isEmpty();
        assertThat(after.getLong("openingFen")).isEqualTo(wallet.availableFen());
        assertThat(after.getLong("closingFen")).isEqualTo(wallet.availableFen());
    }

    @Test
    void aDayThatIsNotOverIsNotClosed() {
        Wallet wallet = wallet(bankWithVault(1_000), WalletClass.II);
        LocalDate today = LocalDate.now(Book.BUSINESS_ZONE);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 700).statusCode(201);
        JsonPath statement = json(wallet, days(today, today.plusDays(1)));
        assertThat(statement.getLong("closingFen")).isEqualTo(700);
        assertThat(statement.getBoolean("closesPeriod")).isFalse();
    }

    @Test
    void asCamt053TheBalancesAndEntriesAreTheSame() {
        Wallet wallet = walletWithDays();
        XmlPath message = get(wallet, "application/xml", days(DAY, DAY.plusDays(3)))
                .statusCode(200)
                .contentType(ContentType.XML)
                .extract()
                .xmlPath();
        message.setRootPath("Document.BkToCstmrStmt.Stmt");
        assertThat(message.getString("Acct.Id.Othr.Id")).isEqualTo(wallet.walletId());
        assertThat(message.getList("Bal.Tp.CdOrPrtry.Cd")).containsExactly("OPBD", "CLBD", "CLAV");
        assertThat(message.getList("Bal.Amt")).containsExactly("0.00", "13.50", "13.50");
        assertThat(message.getList("Ntry.NtryRef")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(message.getList("Ntry.Amt")).containsExactly("7.00", "2.00", "1.50", "4.00", "5.00", "2.00");
        assertThat(message.getList("Ntry.CdtDbtInd")).containsExactly("CRDT", "DBIT", "CRDT", "CRDT", "CRDT", "DBIT");
        assertThat(message.getString("TxsSummry.TtlCdtNtries.Sum")).isEqualTo("17.50");
        assertThat(message.getString("TxsSummry.TtlDbtNtries.Sum")).isEqualTo("4.00");
    }

    @Test
    void asCsvBothBalancesStandBesideTheEntries() {
        Wallet wallet = walletWithDays();
        String[] lines = get(wallet, "text/csv", "date=" + DAY)
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString()
                .split("\r\n");
        assertThat(lines[0]).startsWith("seq,time,purpose,counterparty,amountFen,gasFeeFen,");
        assertThat(lines[1]).isEqualTo(",,OPENING,,,,,,,0,,,");
        assertThat(lines[2]).startsWith("1,").contains(",EXCHANGE,,700,0,0,700,0,700,,");
        assertThat(lines[3]).startsWith("2,").contains(",EXCHANGE,,-200,0,0,500,0,500,,");
        assertThat(lines[4]).isEqualTo(",,CLOSING,,,,,,,500,,,");
        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(13));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=10, date",
        "date=2026-02-30, date",
        "date=26-02-03, date",
        "date=2026-03-10T00:00:00Z, date",
        "date=2026-03-10&to=2026-03-11, date",
        "from=2026-03-10, to",
        "to=2026-03-10, from",
        "from=2026-03-10&to=2026-03-09, to",
        "from=2024-01-01&to=2026-01-01, to",
        "date=2026-03-10&limit=0, limit",
        "date=2026-03-10&limit=1001, limit",
        "date=2026-03-10&after=-1, after"
    })
    void whatIsNoPeriodIsRefused(String query, String field) {
        get(wallet(bankWithVault(1), WalletClass.II), "application/json", query)
                .statusCode(400)
                .body("code", equalTo("MALFORMED_REQUEST"))
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void anotherFormIsNotAcceptable() {
        get(wallet(bankWithVault(1), WalletClass.II), "application/pdf", PERIOD)
                .statusCode(406)
                .body("code", equalTo("NOT_ACCEPTABLE"));
    }

    @Test
    void jsonIsWhatAClientGetsThatDoesNotMind() {
        get(wallet(bankWithVault(1), WalletClass.II), "*/*", PERIOD)
                .statusCode(200)
                .contentType(ContentType.JSON);
    }

    @Test
    void othersDoNotSeeIt() {
        Wallet wallet = wallet(bankWithVault(1), WalletClass.II);
        String path = "/v1/wallets/" + wallet.walletId() + "/statement?" + PERIOD;
        given().get(path).then().statusCode(401);
        given().auth().oauth2(Tokens.centralBank()).get(path).then().statusCode(403);
        given().auth().oauth2(bankWithVault(1).token()).get(path).then().statusCode(404);
        given().auth().oauth2(Tokens.auditor()).get(path).then().statusCode(200);
        given().auth().oauth2(wallet.bank().token()).get(path).then().statusCode(200);
    }

    /** Six entries on four days of a spring long ago, the third a little late. */
    private static Wallet walletWithDays() {
        Wallet wallet = wallet(bankWithVault(10_000), WalletClass.II);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 700).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 200).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 150).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 400).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_WALLET", 500).statusCode(201);
        exchange(wallet, UUID.randomUUID(), "TO_DEPOSIT", 200).statusCode(201);
        String[] times = {
            "2024-03-10T00:00:00+08:00",
            "2024-03-10T23:59:59.999999+08:00",
            "2024-03-12T00:00:01+08:00",
            "2024-03-11T23:59:59+08:00",
            "2024-03-12T10:00:00+08:00",
            "2024-03-13T10:00:00+08:00"
        };
        for (int i = 0; i < times.length; i++) {
            DcepStack.database()
                    .execute("update entry set at = '" + times[i] + "' where account = " + wallet.walletId()
                            + " and seq = " + (i + 1));
        }
        return wallet;
    }

    private static long sum(JsonPath statement) {
        List<Integer> amounts = statement.getList("items.amountFen", Integer.class);
        List<Integer> fees = statement.getList("items.gasFeeFen", Integer.class);
        return amounts.stream().mapToLong(Integer::longValue).sum()
                - fees.stream().mapToLong(Integer::longValue).sum();
    }

    private static String days(LocalDate from, LocalDate to) {
        return "from=" + from + "&to=" + to;
    }

    private static JsonPath json(Wallet wallet, String query) {
        return get(wallet, "application/json", query).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse get(Wallet wallet, String form, String query) {
        return given().auth()
                .oauth2(wallet.holderToken())
                .accept(form)
                .get("/v1/wallets/" + wallet.walletId() + "/statement?" + query)
                .then();
    }
}
