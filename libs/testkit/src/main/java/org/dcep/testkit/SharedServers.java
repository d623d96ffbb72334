package org.dcep.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dcep.platform.AtExit;
import org.dcep.platform.LocalKafka;
import org.dcep.platform.LocalPostgres;
import org.dcep.platform.RunDirectory;

/**
 * The servers of this JVM. Quarkus loads test classes again in class loaders of its own, so "once per JVM" cannot be a
 * static field of the class at hand: {@link TestServers} always asks the copy that the system class loader holds, and
 * only maps of strings pass between the copies.
 */
public final class SharedServers {
    private static LocalPostgres postgres;
    private static Map<String, String> facts;
    private static int databases;

    private SharedServers() {}

    /** Starts what does not run yet and tells how to reach it, by the names of {@link Fact}. */
    public static synchronized Map<String, String> facts() {
        if (facts == null) {
            facts = start();
        }
        return facts;
    }

    /** Makes an empty database with an owner of the same name, and answers with the name. */
    public static synchronized String newDatabase(String prefix) {
        String name = prefix + "_" + ++databases;
        String password = facts().get(Fact.DATABASE_PASSWORD.name());
        postgres.createDatabase(name, name, password);
        return name;
    }

    /** Makes a role that may read all tables of a database of {@link #newDatabase} and change none. */
    public static synchronized String newReader(String database) {
        String role = database + "_reader";
        postgres.createReader(database, database, role, facts().get(Fact.DATABASE_PASSWORD.name()));
        return role;
    }

    private static Map<String, String> start() {
        Path root = Path.of(System.getProperty("java.io.tmpdir"), "dcep-tests");
        RunDirectory.sweepDead(root);
        RunDirectory run = RunDirectory.temporary(root);
        // First in, last out: the directory is cleared after its servers have stopped.
        AtExit.close(run);
        CompletableFuture<LocalKafka> broker = CompletableFuture.supplyAsync(() -> startKafka(run));
        postgres = LocalPostgres.start(run.data("postgres"), run.log("postgres"), LocalPostgres.Options.defaults());
        run.register(postgres.process());
        LocalKafka kafka = broker.join();
        Map<String, String> found = new LinkedHashMap<>();
        found.put(Fact.DATABASE_HOST.name(), postgres.host());
        found.put(Fact.DATABASE_PORT.name(), Integer.toString(postgres.port()));
        found.put(Fact.DATABASE_PASSWORD.name(), postgres.password());
        found.put(Fact.KAFKA.name(), kafka.bootstrap());
        found.putAll(tokenKeys(run.path().resolve("data")));
        return found;
    }

    private static LocalKafka startKafka(RunDirectory run) {
        LocalKafka kafka = LocalKafka.start(run.data("kafka"), run.log("kafka"), LocalKafka.Options.defaults());
        run.register(kafka.process());
        return kafka;
    }

    private static Map<String, String> tokenKeys(Path directory) {
        try {
            TokenKeys keys = TokenKeys.generate();
            Path privatePem = Files.writeString(directory.resolve("token-private.pem"), keys.privatePem());
            Path publicPem = Files.writeString(directory.resolve("token-public.pem"), keys.publicPem());
            return Map.of(
                    Fact.TOKEN_PRIVATE_KEY.name(),
                    privatePem.toUri().toString(),
                    Fact.TOKEN_PUBLIC_KEY.name(),
                    publicPem.toUri().toString());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key pair for tokens could not be made in " + directory, e);
        }
    }

    /** What is known about the running servers. */
    enum Fact {
        DATABASE_HOST,
        DATABASE_PORT,
        DATABASE_PASSWORD,
        KAFKA,
        TOKEN_PRIVATE_KEY,
        TOKEN_PUBLIC_KEY
    }
}
