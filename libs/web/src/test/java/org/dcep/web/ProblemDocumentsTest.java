package org.dcep.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TokenKeys.class)
class ProblemDocumentsTest {
    private static final String GOOD = """
            {"id":"018f2f3e-0000-7000-8000-000000000001","direction":"IN","amountFen":12,"count":3,"urgent":true,\
            "at":"2026-01-31T12:00:00Z","items":[{"name":"tea","amountFen":7}]}""";

    private static final byte[] ANNOUNCEMENT = """
            POST /samples HTTP/1.1\r
            Host: sandbox\r
            Content-Type: application/json\r
            Content-Length: 1000000\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);

    @TestHTTPResource
    URI base;

    @Test
    void readsWhatIsDocumentedAndTakesAbsentOptionalFieldsForEmpty() {
        post(GOOD).statusCode(200).body("alias", equalTo("none")).body("limitFen", equalTo(-1));
        post(GOOD.replace("{\"id\"", "{\"alias\":\"a\",\"limitFen\":5,\"id\""))
                .statusCode(200)
                .body("alias", equalTo("a"))
                .body("limitFen", equalTo(5));
    }

    @ParameterizedTest(name = "{0} -> {1} is refused at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"amountFen\":12      | \"amountFen\":12,\"more\":1          | more",
                "\"amountFen\":12      | \"amountFen\":12,\"amountFen\":12    | amountFen",
                "\"amountFen\":12,     | \"\"                                 | $",
                "\"count\":3,          | ~ ~                                  | count",
                "\"amountFen\":12      | \"amountFen\":null                   | amountFen",
                "\"amountFen\":12      | \"amountFen\":\"12\"                 | amountFen",
                "\"amountFen\":12      | \"amountFen\":12.0                   | amountFen",
                "\"amountFen\":12      | \"amountFen\":1e2                    | amountFen",
                "\"amountFen\":12      | \"amountFen\":9223372036854775808    | amountFen",
                "\"amountFen\":12      | \"amountFen\":true                   | amountFen",
                "\"amountFen\":12      | \"amountFen\":[12]                   | amountFen",
                "\"amountFen\":12      | \"amountFen\":\"\"                   | amountFen",
                "\"amountFen\":12      | \"amountFen\":012                    | amountFen",
                "\"amountFen\":12      | \"amountFen\":NaN                    | amountFen",
                "\"count\":3           | \"count\":4294967296                 | count",
                "\"urgent\":true       | \"urgent\":\"true\"                  | urgent",
                "\"urgent\":true       | \"urgent\":1                         | urgent",
                "\"urgent\":true       | \"urgent\":\"\"                      | urgent",
                "\"direction\":\"IN\"  | \"direction\":\"in\"                 | direction",
                "\"direction\":\"IN\"  | \"direction\":0                      | direction",
                "\"direction\":\"IN\"  | \"direction\":\"\"                   | direction",
                "018f2f3e-0000         | 018F2F3E-0000                        | id",
                "018f2f3e-0000-        | 018f2f3e0000                         | id",
                "\"name\":\"tea\"      | \"name\":1                           | items[0].name",
                "\"name\":\"tea\"      | \"name\":null                        | items[0].name",
                "\"name\":\"tea\"      | \"name\":\"a\\u0000b\"               | items[0].name",
                "\"name\":\"tea\"      | \"name\":\"\\ud800\"                 | items[0].name",
                "\"amountFen\":7       | \"amountFen\":0                      | items[0]",
                "[{\"name\"            | [null,{\"name\"                      | items[0]",
                "2026-01-31T12:00:00Z  | 2026-02-30T12:00:00Z                 | at",
                "2026-01-31T12:00:00Z  | 2026-01-31T12:00:00+08:00            | at",
                "\"2026-01-31T12:00:00Z\" | 1769860800                        | at",
                "\"count\":3           | \"count\":3,\"alias\":null           | alias",
                "\"count\":3           | \"count\":3,\"alias\":7              | alias",
                "\"count\":3           | \"count\":3,\"limitFen\":null        | limitFen",
                "\"count\":3           | \"count\":3,\"limitFen\":\"7\"       | limitFen",
                "\"count\":3           | \"count\":3,\"limitFen\":7.5         | limitFen",
            })
    void refusesWhatIsNotExactlyAsDocumented(String part, String instead, String field) {
        String body = GOOD.replace(part.strip(), instead.isBlank() ? "" : instead.strip());
        assertThat(body).isNotEqualTo(GOOD);
        malformed(body).body("violations[0].field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"[]", "null", "7", "\"text\"", "{", "{}x", "nonsense"})
    void refusesWhatIsNoSuchDocument(String body) {
        malformed(body);
    }

    @Test
    void refusesEmptyTrailingAndDeepDocuments() {
        malformed("");
        malformed(" ");
        malformed(GOOD + "{}");
        malformed(GOOD + "]");
        malformed("{\"items\":" + "[".repeat(1_500) + "]".repeat(1_500) + "}");
        malformed(GOOD.replace("\"tea\"", "\"" + "x".repeat(100) + "\"").replace("12,", "1".repeat(40_000) + ","));
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        byte[] invalid = GOOD.replace("tea", "t?a").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < invalid.length; i++) {
            invalid[i] = invalid[i] == '?' ? (byte) 0xFF : invalid[i];
        }
        malformed(invalid);
        malformed(GOOD.getBytes(StandardCharsets.UTF_16));
        malformed(GOOD.getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void tellsTheMessageOfARecordThatRefuses() {
        malformed(GOOD.replace("\"amountFen\":7", "\"amountFen\":0"))
                .body("violations[0].message", equalTo("amountFen must be at least 1"))
                .body("detail", containsString("amountFen must be at least 1"))
                .body("instance", equalTo("/samples"));
    }

    @Test
    void writesProblemsWithTheirMembersAndHeaders() {
        problem(given().get("/samples/refused").then(), 409, "LIMIT_EXCEEDED")
                .body("limit", equalTo("DAILY"))
                .body("detail", equalTo("today"))
                .body("type", equalTo("/problems/limit-exceeded"))
                .body("title", equalTo("A limit of the wallet would be exceeded"));
        problem(given().get("/samples/overloaded").then(), 429, "OVERLOADED").header("Retry-After", "1");
    }

    @Test
    void tellsNothingAboutFaults() {
        problem(given().get("/samples/bug").then(), 500, "INTERNAL_ERROR").body("$", not(hasItem("secret detail")));
        problem(given().get("/samples/violation").then(), 500, "INTERNAL_ERROR");
        problem(given().get("/samples/gone").then(), 503, "OUTCOME_UNKNOWN").header("Retry-After", "1");
        problem(given().get("/samples/deadlock").then(), 503, "OUTCOME_UNKNOWN").header("Retry-After", "1");
        assertThat(given().get("/samples/bug").asString()).doesNotContain("secret");
        assertThat(given().get("/samples/deadlock").asString()).doesNotContain("secret");
    }

    @Test
    void answersTheProtocolsErrorsAsProblems() {
        problem(given().get("/nowhere").then(), 404, "NOT_FOUND");
        problem(given().get("/samples/nowhere").then(), 404, "NOT_FOUND");
        problem(given().delete("/samples").then(), 405, "METHOD_NOT_ALLOWED");
        problem(
                given().contentType("text/plain")
                        .body("x")
                        .post("/samples/batch")
                        .then(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        problem(given().get("/samples/page?limit=0").then(), 400, "MALFORMED_REQUEST");
        problem(given().get("/samples/page?limit=1001").then(), 400, "MALFORMED_REQUEST");
        problem(given().get("/samples/page?limit=1e2").then(), 400, "MALFORMED_REQUEST");
    }

    @Test
    void pagesNameTheNextOne() {
        given().get("/samples/page?limit=2")
                .then()
                .body("items", equalTo(List.of(1, 2)))
                .body("next", equalTo("2"));
        String last = given().get("/samples/page").asString();
        assertThat(last).isEqualTo("{\"items\":[1,2,3],\"next\":null}");
    }

    @Test
    void leavesEmptyOptionalsOutAndWritesNulls() {
        assertThat(given().get("/samples/answer").asString()).isEqualTo("{\"present\":\"here\",\"nothing\":null}");
    }

    @Test
    void refusesCallersWithoutAValidToken() {
        problem(given().get("/samples/who").then(), 401, "UNAUTHENTICATED").header("WWW-Authenticate", "Bearer");
        problem(who("nonsense"), 401, "UNAUTHENTICATED");
        problem(who(TokenKeys.forgedToken(Role.OPERATOR)), 401, "UNAUTHENTICATED");
        problem(who(TokenKeys.token(Role.AUDITOR)), 403, "FORBIDDEN");
    }

    @Test
    void knowsTheCallerBehindAToken() {
        who(TokenKeys.token(Role.OPERATOR, Map.of("operator", "bank-a")))
                .statusCode(200)
                .body("role", equalTo("OPERATOR"))
                .body("operatorId", equalTo("bank-a"))
                .body("acts", equalTo(true))
                .body("holds", equalTo(false));
        who(TokenKeys.token(Role.HOLDER, Map.of("operator", "bank-a", "wallets", List.of("0101000000000017"))))
                .statusCode(200)
                .body("wallets", equalTo(List.of("0101000000000017")))
                .body("acts", equalTo(false))
                .body("holds", equalTo(true));
        who(TokenKeys.token(Role.HOLDER))
                .statusCode(200)
                .body("operatorId", nullValue())
                .body("holds", equalTo(false));
    }

    @Test
    void refusesBodiesThatAnnounceTooMuch() throws Exception {
        problem(send("/samples", "application/json", new byte[65_537], true), 413, "BODY_TOO_LARGE");
        problem(send("/samples/batch", "application/x-ndjson", new byte[200_001], true), 413, "BODY_TOO_LARGE");
        assertThat(send("/samples/batch", "application/x-ndjson", new byte[200_000], true)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("/samples/stream", "application/octet-stream", new byte[65_536], true)
                        .body())
                .isEqualTo("65536");
    }

    /** A client that writes its whole body before it reads must still find the answer, not a connection that was reset. */
    @Test
    void refusalReachesAClientThatSendsEverythingFirst() throws Exception {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (Socket client = new Socket(base.getHost(), base.getPort())) {
                OutputStream out = client.getOutputStream();
                out.write(ANNOUNCEMENT);
                out.write(new byte[1_000_000]);
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
            }
        }
    }

    @Test
    void closesOnAClientThatNeverSendsWhatItAnnounced() throws Exception {
        try (Socket client = new Socket(base.getHost(), base.getPort())) {
            client.getOutputStream().write(ANNOUNCEMENT);
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
        }
    }

    @Test
    void refusesBodiesThatTurnOutTooLong() throws Exception {
        byte[] spaces = " ".repeat(70_000).getBytes(StandardCharsets.UTF_8);
        problem(send("/samples", "application/json", spaces, false), 413, "BODY_TOO_LARGE");
        problem(send("/samples/batch", "application/x-ndjson", new byte[200_001], false), 413, "BODY_TOO_LARGE");
        problem(send("/samples/stream", "application/octet-stream", new byte[65_537], false), 413, "BODY_TOO_LARGE");
        assertThat(send("/samples/batch", "application/x-ndjson", new byte[150_000], false)
                        .body())
                .isEqualTo("150000");
    }

    private HttpResponse<String> send(String path, String type, byte[] body, boolean announced) throws Exception {
        var publisher = announced
                ? HttpRequest.BodyPublishers.ofByteArray(body)
                : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        var request = HttpRequest.newBuilder(base.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", type)
                .POST(publisher)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(response.body()).contains("\"" + code + "\"");
    }

    private static ValidatableResponse who(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/samples/who")
                .then();
    }

    private static ValidatableResponse post(Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/samples").then();
    }

    private static ValidatableResponse malformed(Object body) {
        return problem(
                body instanceof byte[] bytes
                        ? given().header("Content-Type", "application/json")
                                .body(bytes)
                                .post("/samples")
                                .then()
                        : post(body),
                400,
                "MALFORMED_REQUEST");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }
}
