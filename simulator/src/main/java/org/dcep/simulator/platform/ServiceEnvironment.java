package org.dcep.simulator.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dcep.crypto.Base64Url;
import org.dcep.platform.LocalKafka;
import org.dcep.platform.LocalPostgres;

/** What a service is told through its environment, the same names as on a cluster. */
final class ServiceEnvironment {
    static final String NETWORK = "sandbox";
    private static final String TOKEN_ISSUER = "https://dcep.example/issuer";

    private final SandboxOptions options;
    private final SandboxSecrets secrets;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;

    ServiceEnvironment(SandboxOptions options, SandboxSecrets secrets, LocalPostgres postgres, LocalKafka kafka) {
        this.options = options;
        this.secrets = secrets;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    Map<String, String> of(Service service, int port) {
        Map<String, String> environment = new LinkedHashMap<>(common(service, port));
        environment.putAll(
                switch (service) {
                    case ISSUER -> issuer();
                    case WALLET ->
                        Map.of(
                                "DCEP_CENTRAL_BANK_KEY",
                                centralBankKey(),
                                "DCEP_RECEIPT_SECRET",
                                secrets.receiptSecret(),
                                // On two cores one worker makes larger batches, hence fewer transactions.
                                "DCEP_PAYMENT_WORKERS",
                                "1");
                    case SETTLEMENT ->
                        Map.of(
                                "DCEP_CENTRAL_BANK_KEY",
                                centralBankKey(),
                                "DCEP_SETTLEMENT_MODE",
                                options.settlementMode(),
                                "DCEP_SETTLEMENT_ASSET",
                                options.settlementAsset(),
                                "DCEP_NOTARY_SECRET",
                                secrets.notarySecret());
                    case AUDITOR ->
                        Map.of(
                                "DCEP_CENTRAL_BANK_KEY",
                                centralBankKey(),
                                "DCEP_NOTARY_KEY",
                                notaryKey(),
                                "DCEP_BOOK_DB_NAME",
                                Service.WALLET.lowerCaseName(),
                                "DCEP_HTTP_HOST",
                                "127.0.0.1");
                });
        return environment;
    }

    private Map<String, String> common(Service service, int port) {
        return Map.ofEntries(
                Map.entry("DCEP_NETWORK", NETWORK),
                Map.entry("DCEP_DB_HOST", postgres.host()),
                Map.entry("DCEP_DB_PORT", Integer.toString(postgres.port())),
                Map.entry("DCEP_DB_NAME", service.lowerCaseName()),
                Map.entry("DCEP_DB_USER", service.lowerCaseName()),
                Map.entry("DCEP_DB_PASSWORD", secrets.databasePassword(service)),
                Map.entry("DCEP_KAFKA", kafka.bootstrap()),
                Map.entry("DCEP_HTTP_PORT", Integer.toString(port)),
                Map.entry(
                        "DCEP_TOKEN_PUBLIC_KEY",
                        secrets.tokenPublicKey().toUri().toString()),
                Map.entry("DCEP_TOKEN_ISSUER", TOKEN_ISSUER),
                // A service that was killed gets its partitions back as soon as it is there again.
                Map.entry("DCEP_CONSUMER_INSTANCE", "sandbox"),
                Map.entry("DCEP_UNSAFE_FAST", Boolean.toString(options.unsafeFast())),
                // A sandbox is for this machine only.
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"));
    }

    private Map<String, String> issuer() {
        return Map.of(
                "DCEP_TOKEN_PRIVATE_KEY", secrets.tokenPrivateKey().toUri().toString(),
                "DCEP_ISSUER_SECRET", secrets.issuerSecret(),
                "DCEP_NOTARY_KEY", notaryKey(),
                "DCEP_CENTRAL_BANK_CLIENT_SECRET", secrets.clientSecret("central-bank"),
                "DCEP_AUDITOR_CLIENT_SECRET", secrets.clientSecret("auditor"),
                "DCEP_SETTLEMENT_CLIENT_SECRET", secrets.clientSecret("settlement"));
    }

    private String notaryKey() {
        return Base64Url.encode(secrets.notaryKey().raw());
    }

    private String centralBankKey() {
        return Base64Url.encode(secrets.centralBankKey().raw());
    }
}
