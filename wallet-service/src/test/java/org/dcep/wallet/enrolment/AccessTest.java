package org.dcep.wallet.enrolment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.Fixtures.bankWithVault;
import static org.dcep.wallet.Fixtures.fundedWallet;
import static org.dcep.wallet.Fixtures.wallet;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dcep.kernel.WalletClass;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.Tokens;
import org.dcep.wallet.Fixtures.Bank;
import org.dcep.wallet.Fixtures.Wallet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets what: two banks with a wallet each, every kind of caller, every kind of object. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class AccessTest {

    /** The world of the matrix, made once, when the service runs. */
    private static final class World {
        static final Bank OWN = bankWithVault(10_000);
        static final Bank OTHER = bankWithVault(10_000);
        static final Wallet WALLET = fundedWallet(OWN, WalletClass.II, 500);
        static final Wallet NEIGHBOUR = wallet(OWN, WalletClass.II);
        static final Wallet FOREIGN = wallet(OTHER, WalletClass.II);
    }

    private enum Who {
        OWNER,
        HOLDER,
        HOLDER_OF_ANOTHER_WALLET_HERE,
        HOLDER_ELSEWHERE,
        OTHER_OPERATOR,
        AUDITOR,
        CENTRAL_BANK,
        SETTLEMENT,
        NOBODY;

        String token() {
            return switch (this) {
                case OWNER -> World.OWN.token();
                case HOLDER -> World.WALLET.holderToken();
                case HOLDER_OF_ANOTHER_WALLET_HERE -> World.NEIGHBOUR.holderToken();
                case HOLDER_ELSEWHERE -> World.FOREIGN.holderToken();
                case OTHER_OPERATOR -> World.OTHER.token();
                case AUDITOR -> Tokens.auditor();
                case CENTRAL_BANK -> Tokens.centralBank();
                case SETTLEMENT -> Tokens.settlement();
                case NOBODY -> "";
            };
        }
    }

    static Stream<Arguments> matrix() {
        return Stream.of(
                row("GET wallet", "200 200 404 404 404 200 403 403 401"),
                row("GET entries", "200 200 404 404 404 200 403 403 401"),
                row("GET statement", "200 200 404 404 404 200 403 403 401"),
                row("PATCH wallet", "200 403 403 403 404 403 403 403 401"),
                row("GET vault", "200 403 403 403 404 200 403 403 401"),
                row("GET gas-usage", "200 403 403 403 200 200 403 403 401"),
                row("GET events", "403 - 404 404 403 403 403 403 401"));
    }

    private static Arguments row(String request, String statuses) {
        Map<Who, String> expected = new LinkedHashMap<>();
        String[] all = statuses.split(" ");
        for (Who who : Who.values()) {
            expected.put(who, all[who.ordinal()]);
        }
        return Arguments.of(request, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrix")
    void givesEachCallerWhatIsTheirs(String request, Map<Who, String> expected) {
        Map<Who, String> given = new LinkedHashMap<>();
        expected.forEach((who, status) -> given.put(
                who,
                status.equals("-") ? "-" : Integer.toString(send(request, who).statusCode())));
        assertThat(given).as(request).isEqualTo(expected);
    }

    @Test
    void doesNotTellAForeignWalletFromOneThatDoesNotExist() {
        String foreign = given().auth()
                .oauth2(World.OWN.token())
                .get("/v1/wallets/" + World.FOREIGN.walletId())
                .asString();
        String absent = given().auth()
                .oauth2(World.OWN.token())
                .get("/v1/wallets/9990000000000000")
                .asString();
        String nonsense =
                given().auth().oauth2(World.OWN.token()).get("/v1/wallets/17").asString();
        assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(absent)).isEqualTo(withoutInstance(nonsense));
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    private static Response send(String request, Who who) {
        RequestSpecification as =
                who.token().isEmpty() ? given() : given().auth().oauth2(who.token());
        String wallet = "/v1/wallets/" + World.WALLET.walletId();
        Map<String, Function<RequestSpecification, Response>> requests = Map.of(
                "GET wallet", spec -> spec.get(wallet),
                "GET entries", spec -> spec.get(wallet + "/entries"),
                "GET statement", spec -> spec.get(wallet + "/statement?date=2024-02-29"),
                "PATCH wallet",
                        spec -> spec.contentType(ContentType.JSON)
                                .body(Map.of("walletClass", "II"))
                                .patch(wallet),
                "GET vault", spec -> spec.get("/v1/operators/" + World.OWN.operatorId() + "/vault"),
                "GET gas-usage", spec -> spec.get("/v1/gas-usage?by=operator"),
                "GET events", spec -> spec.accept("text/event-stream").get(wallet + "/events"));
        return requests.get(request).apply(as);
    }
}
