package org.dcep.auditor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dcep.auditor.Settings;
import org.dcep.auditor.audit.AuditorLoop;
import org.dcep.crypto.Base64Url;
import org.dcep.testkit.TestMint;
import org.dcep.testkit.TestNotary;
import org.dcep.testkit.TestServers;
import org.dcep.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered before anything was read; what is in an answer is asked of the view. */
class AuditServerTest {
    private AuditServer server;

    @BeforeEach
    void starts() throws IOException {
        Settings settings = Settings.of(Map.of(
                "DCEP_CENTRAL_BANK_KEY",
                Base64Url.encode(TestMint.CENTRAL_BANK.verifyingKey().raw()),
                "DCEP_NOTARY_KEY",
                Base64Url.encode(TestNotary.KEY.verifyingKey().raw()),
                "DCEP_TOKEN_PUBLIC_KEY",
                TestServers.tokenPublicKeyLocation()));
        AuditorLoop loop = new AuditorLoop(settings, Clock.systemUTC());
        server = new AuditServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                loop,
                new ReaderTokens(settings.server().tokenKey(), settings.server().tokenIssuer()));
        server.start();
    }

    @AfterEach
    void stops() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anAuditorMayAskAndIsToldThatNothingWasReadYet() throws Exception {
        HttpResponse<String> answer = send("GET", "/v1/audit", Tokens.auditor());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"NOT_READY\"");
        assertThat(send("GET", "/v1/audit", Tokens.centralBank()).statusCode()).isEqualTo(503);
    }

    @Test
    void othersMayNot() throws Exception {
        assertThat(send("GET", "/v1/audit", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/v1/audit", "nonsense").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/v1/audit", Tokens.operator("bank-a")).statusCode())
                .isEqualTo(403);
        String expired =
                Tokens.of("auditor", "auditor").expiringIn(Duration.ofHours(-1)).text();
        assertThat(send("GET", "/v1/audit", expired).statusCode()).isEqualTo(401);
        String strangers = Tokens.of("auditor", "auditor").signedByAStranger().text();
        assertThat(send("GET", "/v1/audit", strangers).statusCode()).isEqualTo(401);
        String elsewhere = Tokens.of("auditor", "auditor")
                .with("iss", "https://elsewhere.example")
                .text();
        assertThat(send("GET", "/v1/audit", elsewhere).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=1001", "limit=x", "limit=", "other=1", "limit=1&limit=2", "limit=99999"})
    void aLimitThatIsNoneIsMalformed(String query) throws Exception {
        HttpResponse<String> answer = send("GET", "/v1/audit?" + query, Tokens.auditor());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"MALFORMED_REQUEST\"");
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        assertThat(send("POST", "/v1/audit", Tokens.auditor()).statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/v1/audit", Tokens.auditor()).statusCode()).isEqualTo(405);
    }

    @Test
    void healthAndMetricsAreForEverybody() throws Exception {
        assertThat(send("GET", "/q/health/live", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/q/health/ready", "").statusCode()).isEqualTo(503);
        assertThat(send("GET", "/q/metrics", "").body()).contains("dcep_audit_working 0");
        assertThat(send("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
    }
}
