package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests over HTTP/1.1 with kept connections and repeats each one, unchanged, until its outcome is definite: a
 * lost connection, 429, 502, 503 or 504 says nothing about what happened, and every effect of the API happens once per
 * id however often it is asked for. Every other status is an answer. May be used by many threads.
 */
public final class RestClient {
    private static final Set<Integer> UNKNOWN = Set.of(429, 502, 503, 504);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Patience patience;

    public RestClient(Patience patience) {
        this.patience = patience;
    }

    /** What one attempt brought: an answer, or why there is none and when the service wants to be asked again. */
    private record Attempt(Optional<HttpResponse<byte[]>> answer, String otherwise, Duration atLeast) {}

    /**
     * @throws NoDefiniteAnswer if patience runs out
     */
    Answer send(Request request) {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Attempt last = authorisedAttempt(request);
            Duration passed = Duration.ofNanos(System.nanoTime() - began);
            if (last.answer().isPresent()) {
                HttpResponse<byte[]> response = last.answer().get();
                return new Answer(request.toString(), response.statusCode(), body(response), passed.toNanos(), attempt);
            }
            if (patience.isOverAfter(passed)) {
                throw new NoDefiniteAnswer(request.toString(), attempt, last.otherwise());
            }
            Duration pause = patience.pauseAfter(attempt);
            Patience.pause(pause.compareTo(last.atLeast()) < 0 ? last.atLeast() : pause, request.toString());
        }
    }

    /** A token that has just run out is replaced once; a second 401 is the answer. */
    private Attempt authorisedAttempt(Request request) {
        if (request.credentials().isEmpty()) {
            return attempt(request, Optional.empty());
        }
        Credentials credentials = request.credentials().get();
        String bearer = credentials.bearer();
        Attempt first = attempt(request, Optional.of(bearer));
        boolean refused =
                first.answer().filter(answer -> answer.statusCode() == 401).isPresent();
        if (!refused || !credentials.renewable()) {
            return first;
        }
        credentials.forget(bearer);
        return attempt(request, Optional.of(credentials.bearer()));
    }

    private Attempt attempt(Request request, Optional<String> bearer) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(REQUEST_LIMIT)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        bearer.ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<byte[]> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return UNKNOWN.contains(response.statusCode())
                    ? new Attempt(Optional.empty(), "status " + response.statusCode(), retryAfter(response))
                    : new Attempt(Optional.of(response), "", Duration.ZERO);
        } catch (IOException e) {
            return new Attempt(Optional.empty(), String.valueOf(e), Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoDefiniteAnswer(request + ": interrupted while waiting");
        }
    }

    /** Believed up to the longest pause; a date instead of seconds is taken as no wish. */
    private Duration retryAfter(HttpResponse<byte[]> response) {
        Duration wish = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
        return wish.compareTo(patience.longest()) > 0 ? patience.longest() : wish;
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return isLines(response) ? Json.lines(response.body()) : Json.tree(response.body());
        } catch (UncheckedIOException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean isLines(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(Json.LINES))
                .isPresent();
    }
}
