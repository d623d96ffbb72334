package org.dcep.simulator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.SigningKey;
import org.dcep.kernel.SignatureAlgorithm;
import org.dcep.platform.PlatformException;
import org.dcep.platform.Ports;
import org.dcep.simulator.client.NetworkAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    private Path directory;

    private StandInProject project;

    @BeforeEach
    void buildStandIns() throws Exception {
        // Root's PostgreSQL runs as another user, who has to pass here.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        project = StandInProject.in(directory);
    }

    @AfterEach
    void forgetProject() {
        System.clearProperty("dcep.home");
    }

    @Test
    void startsAllPartsAndLeavesNothingButLogs() throws Exception {
        List<ProcessHandle> before = descendants();
        Sandbox sandbox = Sandbox.start(project.options().withSeed(7));
        NetworkAddress address = sandbox.address();
        assertThat(address.clients())
                .extracting(NetworkAddress.Client::role)
                .containsExactly("central-bank", "auditor", "settlement");
        assertThatServicesReachTheirDatabases(address);
        assertThatIssuerSignsWithTheKeyThatOthersVerifyWith(address);
        assertThatSettlementSignsWithTheKeyThatOthersVerifyWith(address);
        assertThat(sandbox.casualty()).isEmpty();

        sandbox.close();

        assertThat(descendants()).hasSameSizeAs(before);
        assertThat(Ports.isFree(address.wallet().getPort())).isTrue();
        assertThat(sandbox.directory().resolve("data")).doesNotExist();
        assertThat(sandbox.directory().resolve("logs/postgres.log")).exists();
    }

    @Test
    void startsKilledPartsAgainOnTheSamePortAndData() throws Exception {
        try (Sandbox sandbox = Sandbox.start(project.options())) {
            execute(sandbox, "CREATE TABLE kept AS SELECT 1 AS id");
            URI wallet = sandbox.address().wallet();
            sandbox.kill(Service.WALLET);
            assertThat(sandbox.casualty()).get().asString().contains("wallet-service");
            sandbox.killPostgres();
            sandbox.killKafka();

            sandbox.restartPostgres();
            sandbox.restartKafka();
            sandbox.restart(Service.WALLET);

            execute(sandbox, "SELECT id FROM kept");
            assertThat(environment(wallet))
                    .containsEntry("DCEP_KAFKA", sandbox.kafka().bootstrap());
        }
    }

    @Test
    void theAuditorMayReadTheWalletBookAndNotChangeIt() throws Exception {
        try (Sandbox sandbox = Sandbox.start(project.options())) {
            Map<String, String> wallet = environment(sandbox.address().wallet());
            Map<String, String> auditor = environment(sandbox.address().auditor());
            String url = "jdbc:postgresql://%s:%s/%s"
                    .formatted(
                            auditor.get("DCEP_DB_HOST"), auditor.get("DCEP_DB_PORT"), auditor.get("DCEP_BOOK_DB_NAME"));
            try (var owner = DriverManager.getConnection(
                            url, wallet.get("DCEP_DB_USER"), wallet.get("DCEP_DB_PASSWORD"));
                    var reader = DriverManager.getConnection(
                            url, auditor.get("DCEP_DB_USER"), auditor.get("DCEP_DB_PASSWORD"))) {
                owner.createStatement().execute("CREATE TABLE made_later AS SELECT 1 AS fen");
                assertThat(reader.createStatement()
                                .executeQuery("SELECT fen FROM made_later")
                                .next())
                        .isTrue();
                assertThatThrownBy(() -> reader.createStatement().execute("UPDATE made_later SET fen = 2"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void keepsKeysAndClientsWithItsDataAndTakesNoOtherSeed() {
        SandboxOptions options = project.options().withData(directory.resolve("mine"));
        byte[] key;
        var client = new NetworkAddress.Client("operator-x", "secret", "operator", "x");
        try (Sandbox first = Sandbox.start(options)) {
            key = first.centralBankKey().raw();
            first.remember(client);
        }
        try (Sandbox second = Sandbox.start(options)) {
            assertThat(second.centralBankKey().raw()).isEqualTo(key);
            assertThat(second.address().clients()).contains(client);
        }
        assertThatThrownBy(() -> Sandbox.start(options.withSeed(1)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("another seed");
    }

    @Test
    void showsTheLogOfAServiceThatDoesNotStart() throws Exception {
        List<ProcessHandle> before = descendants();
        project.build(Service.SETTLEMENT, BrokenMain.class);
        assertThatThrownBy(() -> Sandbox.start(project.options()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("settlement-service")
                .hasMessageContaining("the planted reason");
        assertThat(descendants()).hasSameSizeAs(before);
    }

    @Test
    void namesWhatIsNotBuilt() throws IOException {
        Files.delete(Service.WALLET.jar(directory));
        assertThatThrownBy(() -> Sandbox.start(project.options()))
                .hasMessageContaining("Not built yet")
                .hasMessageContaining("wallet-service");
    }

    private static void assertThatServicesReachTheirDatabases(NetworkAddress address) throws Exception {
        for (URI service : List.of(address.issuer(), address.wallet(), address.settlement(), address.auditor())) {
            Map<String, String> told = environment(service);
            String url = "jdbc:postgresql://%s:%s/%s"
                    .formatted(told.get("DCEP_DB_HOST"), told.get("DCEP_DB_PORT"), told.get("DCEP_DB_NAME"));
            DriverManager.getConnection(url, told.get("DCEP_DB_USER"), told.get("DCEP_DB_PASSWORD"))
                    .close();
        }
    }

    private static void assertThatIssuerSignsWithTheKeyThatOthersVerifyWith(NetworkAddress address) throws Exception {
        byte[] secret = HexFormat.of().parseHex(environment(address.issuer()).get("DCEP_ISSUER_SECRET"));
        byte[] raw = SigningKey.fromSecret(SignatureAlgorithm.SM2, secret)
                .verifyingKey()
                .raw();
        for (URI service : List.of(address.wallet(), address.settlement(), address.auditor())) {
            assertThat(environment(service))
                    .containsEntry("DCEP_CENTRAL_BANK_KEY", Base64Url.encode(raw))
                    .doesNotContainKey("DCEP_ISSUER_SECRET");
        }
    }

    private static void assertThatSettlementSignsWithTheKeyThatOthersVerifyWith(NetworkAddress address)
            throws Exception {
        byte[] secret =
                HexFormat.of().parseHex(environment(address.settlement()).get("DCEP_NOTARY_SECRET"));
        byte[] raw = SigningKey.fromSecret(SignatureAlgorithm.SM2, secret)
                .verifyingKey()
                .raw();
        for (URI service : List.of(address.issuer(), address.auditor())) {
            assertThat(environment(service))
                    .containsEntry("DCEP_NOTARY_KEY", Base64Url.encode(raw))
                    .doesNotContainKey("DCEP_NOTARY_SECRET");
        }
    }

    private static Map<String, String> environment(URI service) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve("/environment")).build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return body.lines()
                .filter(line -> line.startsWith("DCEP_"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static void execute(Sandbox sandbox, String sql) throws Exception {
        try (var connection = sandbox.postgres().connect("wallet");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> found = ProcessHandle.current().descendants()) {
            return found.filter(ProcessHandle::isAlive).toList();
        }
    }
}
