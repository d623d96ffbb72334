package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/**
 * The short way of {@code POST /v1/payments}: an ordinary request goes straight from the HTTP server to
 * {@link SubmitPayment} and back. Whatever is not ordinary (no announced length, another media type, a choice of
 * answers) takes the way of every other request and is answered by {@link PaymentResource}, with the same answers.
 *
 * <p>It leaves out what an annotated endpoint adds to HTTP and JSON: filters, interceptors, streams and reflection.
 */
@ApplicationScoped
class PaymentRoute {
    private static final String PATH = "/v1/payments";
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final Set<String> JSON = Set.of("application/json", "application/json; charset=utf-8");
    private static final Set<String> ANYTHING = Set.of("*/*", "application/json", "application/json, */*");

    private static final int BEFORE_EVERYTHING = 20_000;
    private static final int MAX_LENGTH_DIGITS = 5;

    private final Places places;
    private final SubmitPayment payments;
    private final ObjectWriter views;
    private final ObjectWriter problems;
    private final Problem overloaded = Problems.overloaded();
    private final String retryAfter =
            Integer.toString(overloaded.retryAfterSeconds().orElseThrow());
    private final Buffer overloadedBody;

    PaymentRoute(Places places, SubmitPayment payments, ObjectMapper json) {
        this.places = places;
        this.payments = payments;
        this.views = json.writerFor(PaymentView.class);
        this.problems = json.writerFor(Problem.class);
        this.overloadedBody = Buffer.buffer(bytes(problems, overloaded.withInstance(PATH)));
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::receive);
    }

    void registerFilter(@Observes Filters filters) {
        filters.register(this::refuseIfAllPlacesAreTaken, BEFORE_EVERYTHING);
    }

    /** Before anything else is done for it: under a flood, what a refusal costs is taken from those who are served. */
    private void refuseIfAllPlacesAreTaken(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (places.areAllTaken()
                && request.method() == HttpMethod.POST
                && request.path().equals(PATH)
                && isOrdinary(request)) {
            refuse(request);
        } else {
            routing.next();
        }
    }

    private void receive(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!isOrdinary(request)) {
            routing.next();
            return;
        }
        request.body()
                .onSuccess(body -> decide(body, request))
                // The client has gone before its order was complete: nothing was decided, nobody is there to be told.
                .onFailure(lost -> request.connection().close());
        // Quarkus has stopped the body so that nothing is lost before somebody wants it.
        request.resume();
    }

    private void refuse(HttpServerRequest request) {
        request.response()
                .setStatusCode(overloaded.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(RETRY_AFTER, retryAfter)
                .end(overloadedBody);
        request.resume();
    }

    private static boolean isOrdinary(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return type != null
                && JSON.contains(type)
                && (accepted == null || ANYTHING.contains(accepted))
                && !request.headers().contains(HttpHeaders.EXPECT)
                && announcesABody(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    /** One that is too long has been refused before any route; an empty one is a mistake that the other way explains. */
    private static boolean announcesABody(String length) {
        return length != null && length.length() <= MAX_LENGTH_DIGITS && !length.equals("0");
    }

    /** The answer is written by the event loop of its connection, so that nobody waits who has the next batch to send. */
    private void decide(Buffer body, HttpServerRequest request) {
        Context own = Vertx.currentContext();
        payments.submit(body.getBytes(), 0, body.length())
                .emitOn(answering -> own.runOnContext(ignored -> answering.run()))
                .subscribe()
                .with(answer -> write(request, answer), fault -> write(request.response(), Problems.outcomeUnknown()));
    }

    private void write(HttpServerRequest request, PaymentAnswer answer) {
        answer.fold(decided -> write(request, decided), other -> write(request.response(), other.problem()));
    }

    private Void write(HttpServerRequest request, PaymentAnswer.Decided decided) {
        HttpServerResponse response = request.response();
        if (PaymentStatus.isProblem(decided.payment())) {
            return write(response, PaymentStatus.problemFor(decided.payment()));
        }
        response.putHeader(
                HttpHeaders.LOCATION,
                request.absoluteURI() + "/" + decided.payment().id());
        return end(
                response,
                PaymentStatus.of(decided),
                "application/json;charset=UTF-8",
                views,
                PaymentView.of(decided.payment()));
    }

    private Void write(HttpServerResponse response, Problem problem) {
        problem.retryAfterSeconds().ifPresent(seconds -> response.putHeader(RETRY_AFTER, Integer.toString(seconds)));
        return end(response, problem.status(), Problem.MEDIA_TYPE, problems, problem.withInstance(PATH));
    }

    private static Void end(
            HttpServerResponse response, int status, String mediaType, ObjectWriter writer, Object content) {
        Buffer body = Buffer.buffer(bytes(writer, content));
        if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                    .end(body);
        }
        return null;
    }

    private static byte[] bytes(ObjectWriter writer, Object content) {
        try {
            return writer.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
