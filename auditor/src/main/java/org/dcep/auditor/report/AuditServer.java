package org.dcep.auditor.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcep.auditor.audit.AuditView;
import org.dcep.auditor.audit.AuditorLoop;

/** Serves the audit, health and metrics. Reading is all that can be done here. */
public final class AuditServer implements AutoCloseable {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int THREADS = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final HttpServer server;
    private final ExecutorService threads;
    private final AuditorLoop loop;
    private final ReaderTokens tokens;

    /** An answer: a status, a content type and a text. */
    private record Answer(int status, String type, String text) {
        static Answer json(int status, Object value) throws IOException {
            return new Answer(status, "application/json", JSON.writeValueAsString(value));
        }

        static Answer problem(int status, String code, String title, String detail) throws IOException {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put(
                    "type",
                    "/problems/" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            problem.put("title", title);
            problem.put("status", status);
            problem.put("code", code);
            problem.put("detail", detail);
            return new Answer(status, "application/problem+json", JSON.writeValueAsString(problem));
        }
    }

    /** Binds; port 0 is any free one. */
    public AuditServer(InetSocketAddress address, AuditorLoop loop, ReaderTokens tokens) throws IOException {
        this.loop = loop;
        this.tokens = tokens;
        this.server = HttpServer.create(address, 64);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "audit-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.problem(405, "METHOD_NOT_ALLOWED", "The method is not allowed here", "Only GET is.");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/v1/audit" -> audit(exchange);
            case "/q/health/live", "/q/health/started" -> Answer.json(200, Map.of("status", "UP"));
            case "/q/health", "/q/health/ready" -> health();
            case "/q/metrics" -> new Answer(200, "text/plain; version=0.0.4", AuditMetrics.text(loop));
            default -> Answer.problem(404, "NOT_FOUND", "There is nothing here", "See docs/reference/audit.md.");
        };
    }

    private Answer health() throws IOException {
        boolean ready = loop.phase() == AuditorLoop.Phase.STANDBY
                || loop.phase() == AuditorLoop.Phase.WORKING && loop.view().isPresent();
        return Answer.json(ready ? 200 : 503, Map.of("status", ready ? "UP" : "DOWN", "phase", loop.phase()));
    }

    private Answer audit(HttpExchange exchange) throws IOException {
        ReaderTokens.Standing standing =
                tokens.standing(exchange.getRequestHeaders().getFirst("Authorization"));
        if (standing == ReaderTokens.Standing.NOBODY) {
            return Answer.problem(401, "UNAUTHENTICATED", "A token is needed", "Send a bearer token of an auditor.");
        }
        if (standing == ReaderTokens.Standing.OTHER) {
            return Answer.problem(
                    403, "FORBIDDEN", "Not for this caller", "Auditors and the central bank may read it.");
        }
        OptionalInt limit = limit(exchange.getRequestURI().getQuery());
        if (limit.isEmpty()) {
            return Answer.problem(
                    400, "MALFORMED_REQUEST", "The request is malformed", "limit is a number from 0 to " + MAX_LIMIT);
        }
        Optional<AuditView> view = loop.view();
        return view.isEmpty()
                ? Answer.problem(503, "NOT_READY", "The service is not ready for this request", "Nothing was read yet.")
                : Answer.json(200, view.get().limited(limit.getAsInt()));
    }

    /** Empty if it is not one. */
    private static OptionalInt limit(String query) {
        if (query == null || query.isEmpty()) {
            return OptionalInt.of(DEFAULT_LIMIT);
        }
        if (!query.matches("limit=[0-9]{1,4}")) {
            return OptionalInt.empty();
        }
        int limit = Integer.parseInt(query.substring("limit=".length()));
        return limit > MAX_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
