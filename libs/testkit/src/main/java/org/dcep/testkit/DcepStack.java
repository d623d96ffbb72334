package org.dcep.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dcep.crypto.Base64Url;

/**
 * Everything a service needs from outside, for {@code @QuarkusTest}: a fresh database on the JVM's PostgreSQL, the
 * JVM's Kafka broker with fresh topics, keys, secrets and a random port.
 *
 * <pre>{@code
 * @QuarkusTest
 * @WithTestResource(DcepStack.class)
 * class PaymentsTest { ... }
 * }</pre>
 *
 * <p>The settings are those of the environment in production, under every property name that SmallRye Config would find
 * by them. A {@code @ResourceArg} whose name begins with {@code DCEP_} adds or replaces one, such as
 * {@code DCEP_SETTLEMENT_MODE}.
 */
public final class DcepStack implements QuarkusTestResourceLifecycleManager {
    public static final String NETWORK = "sandbox";
    public static final String CENTRAL_BANK_CLIENT_SECRET = "central-bank-secret-for-tests";
    public static final String AUDITOR_CLIENT_SECRET = "auditor-secret-for-tests-only";
    public static final String SETTLEMENT_CLIENT_SECRET = "settlement-secret-for-tests";

    /** The system property that names the database of the service under test. */
    private static final String DATABASE = "dcep.testkit.database";

    private static final String RECEIPT_SECRET = "5a".repeat(32);

    private final Map<String, String> chosen = new LinkedHashMap<>();

    @Override
    public void init(Map<String, String> initArgs) {
        initArgs.forEach((name, value) -> {
            if (name.startsWith("DCEP_")) {
                chosen.put(name, value);
            }
        });
    }

    @Override
    public Map<String, String> start() {
        TestTopics.renew(TestServers.kafka());
        TestDatabase database = TestServers.newDatabase("service");
        // A system property, because the test itself may see another copy of this class.
        System.setProperty(DATABASE, database.name());
        Map<String, String> environment = environment(database);
        environment.putAll(chosen);
        Map<String, String> properties = new LinkedHashMap<>();
        environment.forEach(
                (variable, value) -> propertyNames(variable).forEach(property -> properties.put(property, value)));
        properties.put("quarkus.http.test-port", "0");
        return properties;
    }

    /** The database of the service under test, to look into it. */
    public static TestDatabase database() {
        return TestServers.databaseNamed(
                Objects.requireNonNull(System.getProperty(DATABASE), "no service was started"));
    }

    private static Map<String, String> environment(TestDatabase database) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DCEP_NETWORK", NETWORK);
        environment.put("DCEP_DB_HOST", database.host());
        environment.put("DCEP_DB_PORT", Integer.toString(database.port()));
        environment.put("DCEP_DB_NAME", database.name());
        environment.put("DCEP_DB_USER", database.user());
        environment.put("DCEP_DB_PASSWORD", database.password());
        environment.put("DCEP_KAFKA", TestServers.kafka());
        environment.put("DCEP_HTTP_PORT", "0");
        environment.put("DCEP_TOKEN_PUBLIC_KEY", TestServers.tokenPublicKeyLocation());
        environment.put("DCEP_TOKEN_PRIVATE_KEY", TestServers.tokenPrivateKeyLocation());
        environment.put("DCEP_TOKEN_ISSUER", Tokens.ISSUER);
        environment.put("DCEP_ISSUER_SECRET", TestMint.SECRET_HEX);
        environment.put("DCEP_CENTRAL_BANK_CLIENT_SECRET", CENTRAL_BANK_CLIENT_SECRET);
        environment.put("DCEP_AUDITOR_CLIENT_SECRET", AUDITOR_CLIENT_SECRET);
        environment.put("DCEP_SETTLEMENT_CLIENT_SECRET", SETTLEMENT_CLIENT_SECRET);
        environment.put(
                "DCEP_CENTRAL_BANK_KEY",
                Base64Url.encode(TestMint.CENTRAL_BANK.verifyingKey().raw()));
        environment.put("DCEP_RECEIPT_SECRET", RECEIPT_SECRET);
        environment.put("DCEP_NOTARY_SECRET", TestNotary.SECRET_HEX);
        environment.put(
                "DCEP_NOTARY_KEY",
                Base64Url.encode(TestNotary.KEY.verifyingKey().raw()));
        environment.put("DCEP_SETTLEMENT_MODE", "DEFERRED_NET");
        environment.put("DCEP_UNSAFE_FAST", "false");
        // Tests wait for operators that never come.
        environment.put("DCEP_OPERATOR_PATIENCE", "2s");
        return environment;
    }

    /** {@code DCEP_DB_HOST} stands for itself, {@code dcep.db.host} and {@code dcep.db-host}. */
    static List<String> propertyNames(String variable) {
        String[] words = variable.toLowerCase(Locale.ROOT).split("_");
        int separators = words.length - 2;
        List<String> names = new ArrayList<>(List.of(variable));
        for (int dashes = 0; dashes < 1 << Math.max(0, separators); dashes++) {
            StringBuilder name = new StringBuilder(words[0]).append('.').append(words[1]);
            for (int i = 0; i < separators; i++) {
                name.append((dashes >> i & 1) == 1 ? '-' : '.').append(words[i + 2]);
            }
            names.add(name.toString());
        }
        return List.copyOf(names);
    }

    /** The servers serve the whole JVM and stop with it. */
    @Override
    public void stop() {}
}
