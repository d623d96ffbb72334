package org.dcep.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.dcep.testkit.SharedServers.Fact;

/**
 * One PostgreSQL and one Kafka broker for all tests of this JVM, started by the first who asks (about 4 s on two cores)
 * and stopped with the JVM. PostgreSQL runs durably, as in production.
 */
public final class TestServers {
    private TestServers() {}

    /** An empty database of a user of its own; {@code prefix} is a lower-case identifier. */
    public static TestDatabase newDatabase(String prefix) {
        return databaseNamed((String) ask("newDatabase", new Class<?>[] {String.class}, prefix));
    }

    /** The same database for a role that may read all its tables and change none. */
    public static TestDatabase readerOf(TestDatabase database) {
        String role = (String) ask("newReader", new Class<?>[] {String.class}, database.name());
        return new TestDatabase(database.host(), database.port(), database.name(), role, database.password());
    }

    static TestDatabase databaseNamed(String name) {
        int port = Integer.parseInt(fact(Fact.DATABASE_PORT));
        return new TestDatabase(fact(Fact.DATABASE_HOST), port, name, name, fact(Fact.DATABASE_PASSWORD));
    }

    /** The broker's {@code bootstrap.servers}. */
    public static String kafka() {
        return fact(Fact.KAFKA);
    }

    /** Where the PEM file of the key that signs tokens lies, as a {@code file:} location. */
    public static String tokenPrivateKeyLocation() {
        return fact(Fact.TOKEN_PRIVATE_KEY);
    }

    /** Where the PEM file of the key that verifies tokens lies, as a {@code file:} location. */
    public static String tokenPublicKeyLocation() {
        return fact(Fact.TOKEN_PUBLIC_KEY);
    }

    static Path tokenPrivateKeyFile() {
        return Path.of(URI.create(tokenPrivateKeyLocation()));
    }

    private static String fact(Fact fact) {
        Map<?, ?> facts = (Map<?, ?>) ask("facts", new Class<?>[0]);
        return (String) facts.get(fact.name());
    }

    private static Object ask(String method, Class<?>[] parameters, Object... arguments) {
        try {
            return Class.forName("org.dcep.testkit.SharedServers", true, ClassLoader.getSystemClassLoader())
                    .getMethod(method, parameters)
                    .invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the servers for tests do not start", e);
        }
    }
}
