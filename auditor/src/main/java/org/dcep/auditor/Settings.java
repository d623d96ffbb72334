package org.dcep.auditor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcep.auditor.row.BookRows;
import org.dcep.crypto.Base64Url;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * What the environment says; docs/operating/configuration.md lists the names.
 *
 * @param bootstrap Kafka's servers
 * @param centralBank the only key whose coins and policies count
 * @param notary settlement's keys for the heads of logs in the order of their use, the newest last; only what they have
 *     signed counts
 * @param store the auditor's own database
 * @param book the wallet book; empty if its rows are not compared
 * @param intervals how often what is done
 * @param logsExpire true if topics may lose what is old
 */
public record Settings(
        String network,
        String bootstrap,
        VerifyingKey centralBank,
        List<VerifyingKey> notary,
        Database store,
        Optional<Database> book,
        Intervals intervals,
        boolean logsExpire,
        Server server) {

    private static final int MOST_PORT = 65_535;
    private static final int MOST_KEYS = 100;

    /** A PostgreSQL database and a role for it. */
    public record Database(String url, String user, String password) {}

    /**
     * @param sweepEvery the least time between two comparisons of all rows
     * @param storeEvery how much work a kill may cost
     */
    public record Intervals(Duration sweepEvery, Duration storeEvery) {}

    /**
     * @param tokenKey where the key is that verifies tokens
     * @param tokenIssuer the issuer that is accepted
     */
    public record Server(String host, int port, String tokenKey, String tokenIssuer) {}

    /**
     * @throws IllegalArgumentException if something is missing or wrong, with its name
     */
    public static Settings of(Map<String, String> environment) {
        Map<String, String> given = Map.copyOf(environment);
        return new Settings(
                given.getOrDefault("DCEP_NETWORK", "sandbox"),
                given.getOrDefault("DCEP_KAFKA", "localhost:9092"),
                key("DCEP_CENTRAL_BANK_KEY", required(given, "DCEP_CENTRAL_BANK_KEY")),
                keys("DCEP_NOTARY_KEY", required(given, "DCEP_NOTARY_KEY")),
                store(given),
                bool(given, "DCEP_AUDIT_ROWS", true) ? Optional.of(book(given)) : Optional.empty(),
                new Intervals(
                        Duration.ofSeconds(number(given, "DCEP_AUDIT_ROWS_SECONDS", 5, 1, 86_400)),
                        Duration.ofSeconds(number(given, "DCEP_AUDIT_STORE_SECONDS", 5, 1, 600))),
                bool(given, "DCEP_AUDIT_LOGS_EXPIRE", false),
                new Server(
                        given.getOrDefault("DCEP_HTTP_HOST", "0.0.0.0"),
                        number(given, "DCEP_HTTP_PORT", 8084, 0, MOST_PORT),
                        required(given, "DCEP_TOKEN_PUBLIC_KEY"),
                        given.getOrDefault("DCEP_TOKEN_ISSUER", "https://dcep.example/issuer")));
    }

    private static Database store(Map<String, String> given) {
        String url = url(
                given.getOrDefault("DCEP_DB_HOST", "localhost"),
                number(given, "DCEP_DB_PORT", 5432, 1, MOST_PORT),
                given.getOrDefault("DCEP_DB_NAME", "auditor"));
        return new Database(
                url, given.getOrDefault("DCEP_DB_USER", "auditor"), given.getOrDefault("DCEP_DB_PASSWORD", ""));
    }

    /** On the same server and with the same role, unless something else is said. */
    private static Database book(Map<String, String> given) {
        Database store = store(given);
        String url = url(
                given.getOrDefault("DCEP_BOOK_DB_HOST", given.getOrDefault("DCEP_DB_HOST", "localhost")),
                number(given, "DCEP_BOOK_DB_PORT", number(given, "DCEP_DB_PORT", 5432, 1, MOST_PORT), 1, MOST_PORT),
                given.getOrDefault("DCEP_BOOK_DB_NAME", "wallet"));
        return new Database(
                url,
                given.getOrDefault("DCEP_BOOK_DB_USER", store.user()),
                given.getOrDefault("DCEP_BOOK_DB_PASSWORD", store.password()));
    }

    /** A new connection to the wallet book's rows, not opened yet. */
    public Optional<BookRows> rows() {
        return book.map(database -> new BookRows(database.url(), database.user(), database.password()));
    }

    private static String url(String host, int port, String name) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    private static VerifyingKey key(String name, String text) {
        try {
            return VerifyingKey.of(SignatureAlgorithm.SM2, Base64Url.decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no SM2 public key: " + e.getMessage(), e);
        }
    }

    /** Separated by commas. */
    private static List<VerifyingKey> keys(String name, String text) {
        String[] keys = text.split(",", -1);
        if (keys.length > MOST_KEYS) {
            throw new IllegalArgumentException(name + " has at most " + MOST_KEYS + " keys, had " + keys.length);
        }
        return Arrays.stream(keys).map(one -> key(name, one.strip())).toList();
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static boolean bool(Map<String, String> given, String name, boolean absent) {
        String value = given.getOrDefault(name, Boolean.toString(absent));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + " is true or false, was " + value);
        }
        return value.equals("true");
    }

    private static int number(Map<String, String> given, String name, int absent, int least, int most) {
        String value = given.getOrDefault(name, Integer.toString(absent));
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " is a number from " + least + " to " + most + ", was " + value);
        }
        return Integer.parseInt(value);
    }
}
