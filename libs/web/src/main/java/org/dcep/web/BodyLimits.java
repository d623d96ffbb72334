package org.dcep.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a request body may be: 64 KiB, or {@code dcep.web.large-body-limit} on the paths in
 * {@code dcep.web.large-body-paths} (a path ending in {@code *} is a prefix). A body that announces its length is
 * refused before it is read, a chunked one by {@link BodyReading} as soon as it is too long.
 */
@ApplicationScoped
class BodyLimits {
    static final long DEFAULT_LIMIT = 64 * 1024;
    private static final int BEFORE_EVERYTHING = 10_000;
    private static final long LINGER_MILLIS = 2_000;

    private final List<String> largeBodyPaths;
    private final long largeBodyLimit;
    private final ObjectMapper mapper;
    private final Vertx vertx;

    BodyLimits(
            @ConfigProperty(name = "dcep.web.large-body-paths") Optional<List<String>> largeBodyPaths,
            @ConfigProperty(name = "dcep.web.large-body-limit", defaultValue = "8388608") long largeBodyLimit,
            ObjectMapper mapper,
            Vertx vertx) {
        this.largeBodyPaths = largeBodyPaths.orElse(List.of());
        this.largeBodyLimit = largeBodyLimit;
        this.mapper = mapper;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseAnnouncedLength, BEFORE_EVERYTHING);
    }

    long limitFor(String path) {
        return largeBodyPaths.stream().anyMatch(large -> matches(large, path)) ? largeBodyLimit : DEFAULT_LIMIT;
    }

    private static boolean matches(String large, String path) {
        return large.endsWith("*") ? path.startsWith(large.substring(0, large.length() - 1)) : path.equals(large);
    }

    private void refuseAnnouncedLength(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Most bodies are short everywhere, and then nobody has to ask where this one goes.
        if (announced == null || isAtMost(announced, DEFAULT_LIMIT)) {
            context.next();
            return;
        }
        long limit = limitFor(context.normalizedPath());
        if (isAtMost(announced, limit)) {
            context.next();
            return;
        }
        Problem problem =
                Problems.tooLarge(limit).withInstance(context.request().path());
        HttpServerRequest request = context.request();
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(write(problem));
        closeSlowly(request);
    }

    /**
     * Reads on for a while what the client still sends, and throws it away. Closing while bytes are unread resets the
     * connection, and a reset can overtake the answer: the client would never learn why (RFC 9112, section 9.6).
     */
    private void closeSlowly(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        vertx.setTimer(LINGER_MILLIS, late -> connection.close());
        request.handler(unwanted -> {}).endHandler(sent -> connection.close()).resume();
    }

    private static boolean isAtMost(String announced, long limit) {
        return announced.length() <= 18 && Long.parseLong(announced.trim()) <= limit;
    }

    private String write(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
