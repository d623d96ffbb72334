package org.dcep.simulator.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dcep.crypto.VerifyingKey;
import org.dcep.platform.AtExit;
import org.dcep.platform.LocalKafka;
import org.dcep.platform.LocalPostgres;
import org.dcep.platform.RunDirectory;
import org.dcep.simulator.client.NetworkAddress;

/**
 * A running network of its own: PostgreSQL with a database for each service, Kafka, the three services, and the
 * auditor that watches them.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSeed(7))) {
 *     NetworkAddress address = sandbox.address();
 *     ...
 *     sandbox.kill(Service.WALLET);
 *     sandbox.restart(Service.WALLET);
 * }
 * }</pre>
 *
 * <p>Closing leaves no process behind; neither does the end of this JVM, by whatever signal. The logs stay in
 * {@link #directory}.
 */
public final class Sandbox implements AutoCloseable {
    private static final List<String> PLATFORM_CLIENTS = List.of("central-bank", "auditor", "settlement");

    private final SandboxOptions options;
    private final RunDirectory run;
    private final SandboxPorts ports;
    private final SandboxSecrets secrets;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Set<Service> stopped = ConcurrentHashMap.newKeySet();
    private final List<NetworkAddress.Client> clients;
    private LocalPostgres postgres;
    private LocalKafka kafka;
    private boolean closed;

    private Sandbox(SandboxOptions options, RunDirectory run) {
        this.options = options;
        this.run = run;
        this.ports = SandboxPorts.choose(options);
        this.secrets = SandboxSecrets.openOrMake(run.path().resolve("keys"), options.seed());
        this.clients = new CopyOnWriteArrayList<>(secrets.rememberedClients());
    }

    /**
     * Clears away what killed runs have left, starts everything and returns when all services are ready.
     *
     * @throws org.dcep.platform.PlatformException if something does not start, with the end of its log
     */
    public static Sandbox start(SandboxOptions options) {
        ProjectHome.requireBuilt(options.home());
        Path runs = options.home().resolve(".dcep");
        RunDirectory.sweepDead(runs);
        RunDirectory run = options.data().map(RunDirectory::kept).orElseGet(() -> RunDirectory.temporary(runs));
        Sandbox sandbox;
        try {
            sandbox = new Sandbox(options, run);
        } catch (RuntimeException failure) {
            run.close();
            throw failure;
        }
        AtExit.close(run);
        try {
            sandbox.startServers();
            sandbox.startServices();
            // After its processes, so that it is closed before them and can stop them in its own order.
            AtExit.close(sandbox);
            return sandbox;
        } catch (RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    private void startServers() {
        options.progress().accept("starting PostgreSQL and Kafka");
        CompletableFuture<LocalKafka> broker = CompletableFuture.supplyAsync(this::newKafka);
        try {
            postgres = newPostgres();
            for (Service service : Service.values()) {
                String name = service.lowerCaseName();
                postgres.createDatabase(name, name, secrets.databasePassword(service));
            }
            String wallet = Service.WALLET.lowerCaseName();
            postgres.createReader(
                    wallet, wallet, Service.AUDITOR.lowerCaseName(), secrets.databasePassword(Service.AUDITOR));
        } finally {
            // Waited for in any case: a broker that is still starting could not be closed.
            kafka = joined(broker);
        }
    }

    private LocalPostgres newPostgres() {
        var durable = LocalPostgres.Options.defaults().withPort(ports.postgres());
        var server = LocalPostgres.start(
                run.data("postgres"), run.log("postgres"), options.unsafeFast() ? durable.unsafeFast() : durable);
        run.register(server.process());
        return server;
    }

    private LocalKafka newKafka() {
        var brief = LocalKafka.Options.defaults().withPort(ports.kafka());
        var broker =
                LocalKafka.start(run.data("kafka"), run.log("kafka"), options.longRun() ? brief.forLongRun() : brief);
        run.register(broker.process());
        return broker;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void startServices() {
        options.progress().accept("starting issuer, wallet, settlement and auditor");
        var environment = new ServiceEnvironment(options, secrets, postgres, kafka);
        for (Service service : Service.values()) {
            int port = ports.of(service);
            var tuning = options.tuningOf(service);
            var jvmOptions = new ArrayList<>(service.jvmOptions(options.longRun()));
            jvmOptions.addAll(tuning.jvmOptions());
            var variables = new LinkedHashMap<>(environment.of(service, port));
            variables.putAll(tuning.environment());
            var process = new ServiceProcess(service, service.jar(options.home()), port, jvmOptions, variables, run);
            services.put(service, process);
            process.start();
        }
        services.values().forEach(ServiceProcess::awaitReady);
    }

    /** The addresses of the services and the clients that may ask for tokens. */
    public NetworkAddress address() {
        return new NetworkAddress(
                services.get(Service.ISSUER).address(),
                services.get(Service.WALLET).address(),
                services.get(Service.SETTLEMENT).address(),
                services.get(Service.AUDITOR).address(),
                ServiceEnvironment.NETWORK,
                Stream.concat(PLATFORM_CLIENTS.stream().map(this::client), clients.stream())
                        .toList());
    }

    /** Adds a client to {@link #address}; where data is kept, the next run knows it too. */
    public void remember(NetworkAddress.Client client) {
        clients.add(client);
        secrets.remember(clients);
    }

    private NetworkAddress.Client client(String role) {
        return new NetworkAddress.Client(role, secrets.clientSecret(role), role, null);
    }

    /** The key that coins and policies of this network are verified with. */
    public VerifyingKey centralBankKey() {
        return secrets.centralBankKey();
    }

    /** The database server, for those who look behind the services. */
    public LocalPostgres postgres() {
        return postgres;
    }

    /** The broker, for those who listen to the events. */
    public LocalKafka kafka() {
        return kafka;
    }

    /** Where the logs are. */
    public Path directory() {
        return run.path();
    }

    /** Where the broker keeps its log of events. */
    public Path kafkaData() {
        return run.data("kafka");
    }

    /** The process of a service, for those who measure it; another one after a restart. */
    public long pid(Service service) {
        return services.get(service).process().pid();
    }

    /** The password of a service's own database user, which is called like its database. */
    public String databasePassword(Service service) {
        return secrets.databasePassword(service);
    }

    /** Stops a service in good order; {@link #restart} starts it again. */
    public void stop(Service service) {
        stopped.add(service);
        services.get(service).close();
    }

    /** Kills a service as a crash would. */
    public void kill(Service service) {
        services.get(service).process().kill();
    }

    /** Stops a service if it runs, starts it on the same port and returns when it is ready. */
    public void restart(Service service) {
        ServiceProcess process = services.get(service);
        process.close();
        stopped.remove(service);
        process.start();
        process.awaitReady();
    }

    /** Freezes a service as an overloaded machine would; the peers see it hang, not fail. */
    public void pause(Service service) {
        services.get(service).process().signal("STOP");
    }

    /** Lets a paused service go on. */
    public void resume(Service service) {
        services.get(service).process().signal("CONT");
    }

    /** Kills the database server as a crash would. */
    public void killPostgres() {
        postgres.kill();
    }

    /** Starts the database server again, on the same port and data. */
    public void restartPostgres() {
        postgres.close();
        postgres = newPostgres();
    }

    /** Kills the broker as a crash would. */
    public void killKafka() {
        kafka.kill();
    }

    /** Starts the broker again, on the same port and data. */
    public void restartKafka() {
        kafka.close();
        kafka = newKafka();
    }

    /** A service that has ended by itself, with the end of its log. */
    public Optional<String> casualty() {
        return services.values().stream()
                .filter(process -> !stopped.contains(process.service()))
                .map(ServiceProcess::process)
                .filter(process -> !process.isAlive())
                .findFirst()
                .map(process -> process + " has ended. The end of " + process.log() + ":\n" + process.logTail(30));
    }

    /** Stops the services, all at the same time, then the servers they use. Harmless when closed already. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var stopping = new ArrayList<CompletableFuture<Void>>();
        for (ServiceProcess service : services.values()) {
            stopping.add(CompletableFuture.runAsync(service::close));
        }
        stopping.forEach(Sandbox::joined);
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        run.close();
        // Last, because the end of the JVM waits for what it knows of.
        AtExit.forget(run);
        AtExit.forget(this);
    }
}
