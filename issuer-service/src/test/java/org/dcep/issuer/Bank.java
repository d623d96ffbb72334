package org.dcep.issuer;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.dcep.testkit.Tokens;

/** A commercial bank of a test, with a name that no other test uses. */
public record Bank(String id, int number, String clientId, String clientSecret) {

    /** A newly admitted bank. */
    public static Bank withReserves(long reserveFen) {
        String id = "bank-" + UUID.randomUUID().toString().substring(0, 8);
        Response admitted = centralBank()
                .body(Map.of("operatorId", id, "name", "Bank " + id, "reserveFen", reserveFen))
                .post("/v1/operators");
        admitted.then().statusCode(201);
        return new Bank(id, admitted.path("operatorNumber"), admitted.path("clientId"), admitted.path("clientSecret"));
    }

    /** A request of the central bank. */
    public static RequestSpecification centralBank() {
        return as(Tokens.centralBank());
    }

    /** A request with any token. */
    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** A request of this bank. */
    public RequestSpecification request() {
        return as(Tokens.operator(id));
    }

    /** Orders an issuance to this bank. */
    public Response issue(UUID issuanceId, long amountFen) {
        return request()
                .body(Map.of("id", issuanceId.toString(), "operatorId", id, "amountFen", amountFen))
                .post("/v1/issuances");
    }

    /** A bank that has currency already. */
    public static Bank withCurrency(long amountFen) {
        Bank bank = withReserves(amountFen);
        bank.issue(UUID.randomUUID(), amountFen).then().statusCode(201);
        return bank;
    }

    /** Orders a redemption by this bank. */
    public Response redeem(UUID redemptionId, long amountFen) {
        return request()
                .body(Map.of("id", redemptionId.toString(), "operatorId", id, "amountFen", amountFen))
                .post("/v1/redemptions");
    }

    /** Orders reserves into this bank's settlement account. */
    public Response place(UUID placementId, long amountFen) {
        return request()
                .body(Map.of("id", placementId.toString(), "amountFen", amountFen))
                .post("/v1/operators/" + id + "/liquidity-transfers");
    }

    public long freeFen() {
        return seen("reservesFreeFen");
    }

    public long lockedFen() {
        return seen("reservesLockedFen");
    }

    public long outstandingFen() {
        return seen("outstandingFen");
    }

    /** Placed for settlement less taken back. */
    public long placedFen() {
        return seen("reservesPlacedFen");
    }

    private long seen(String field) {
        Number number = request()
                .get("/v1/operators/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
        return number.longValue();
    }
}
