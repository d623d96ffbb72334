package org.dcep.simulator.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.dcep.platform.ChildProcess;
import org.dcep.platform.JavaCommand;
import org.dcep.platform.PlatformException;
import org.dcep.platform.RunDirectory;

/** One service in a JVM of its own; it can be killed and started again on the same port. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    private static final int HTTP_OK = 200;
    private static final int TAIL_LINES = 30;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_LIMIT)
            .build();

    private final Service service;
    private final URI address;
    private final RunDirectory run;
    private final ChildProcess.Launch launch;
    private volatile ChildProcess process;

    ServiceProcess(
            Service service,
            Path jar,
            int port,
            List<String> jvmOptions,
            Map<String, String> environment,
            RunDirectory run) {
        this.service = service;
        this.address = URI.create("http://localhost:" + port);
        this.run = run;
        this.launch = ChildProcess.Launch.of(
                        service.lowerCaseName() + "-service",
                        run.log(service.lowerCaseName()),
                        JavaCommand.ofJar(jar, jvmOptions))
                .withEnvironment(environment);
    }

    void start() {
        process = ChildProcess.start(launch);
        run.register(process);
    }

    void awaitReady() {
        HttpRequest probe = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(PROBE_LIMIT)
                .build();
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!isReady(probe)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new PlatformException((process.isAlive() ? "Not ready: " : "Ended: ") + process + ". The end of "
                        + process.log() + ":\n" + process.logTail(TAIL_LINES));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isReady(HttpRequest probe) {
        try {
            return HTTP.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for " + probe.uri(), interrupted);
        }
    }

    URI address() {
        return address;
    }

    Service service() {
        return service;
    }

    ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
