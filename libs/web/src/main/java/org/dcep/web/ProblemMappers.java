package org.dcep.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem document. */
@Singleton
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ObjectMapper mapper;
    private final CurrentVertxRequest request;

    ProblemMappers(ObjectMapper mapper, CurrentVertxRequest request) {
        this.mapper = mapper;
        this.request = request;
    }

    @ServerExceptionMapper
    public Response answer(ProblemException exception) {
        return answer(exception.problem());
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response malformed(JsonProcessingException exception) {
        return exception instanceof InvalidDefinitionException
                ? fault(exception)
                : answer(MalformedJson.problem(exception));
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    public Response unauthenticated(Exception exception) {
        return answer(Problems.unauthenticated());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException exception) {
        return answer(Problems.forbidden());
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException exception) {
        return answer(Problems.notFound());
    }

    @ServerExceptionMapper
    public Response standard(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        if (exception.getCause() instanceof ProblemException inner) {
            return answer(inner);
        }
        Response original = exception.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        Response.ResponseBuilder answer = response(problemFor(original.getStatus()));
        if (original.getHeaderString(HttpHeaders.ALLOW) != null) {
            answer.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }

    @ServerExceptionMapper(Throwable.class)
    public Response unexpected(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++, cause = cause.getCause()) {
            if (cause instanceof ProblemException answer) {
                return answer(answer);
            }
        }
        if (DatabaseTrouble.isBehind(failure)) {
            LOG.warnf("outcome unknown: %s %s: %s", method(), path(), failure);
            return answer(Problems.outcomeUnknown());
        }
        return fault(failure);
    }

    private Response fault(Throwable failure) {
        LOG.errorf(failure, "request failed: %s %s", method(), path());
        return answer(Problems.internal());
    }

    private static Problem problemFor(int status) {
        return switch (status) {
            case 400 -> Problems.malformed();
            case 401 -> Problems.unauthenticated();
            case 403 -> Problems.forbidden();
            case 404 -> Problems.notFound();
            case 405 -> Problems.methodNotAllowed();
            case 406 -> Problems.notAcceptable();
            case 413 -> Problem.of("BODY_TOO_LARGE", 413, "The request body is too large");
            case 415 -> Problems.unsupportedMediaType();
            case 429 -> Problems.overloaded();
            case 503 -> Problems.outcomeUnknown();
            default ->
                status < 500
                        ? Problem.of("MALFORMED_REQUEST", status, "The request cannot be served")
                        : Problems.internal();
        };
    }

    private Response answer(Problem problem) {
        return response(problem).build();
    }

    private Response.ResponseBuilder response(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(write(problem.withInstance(path())));
        problem.retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        if (problem.code().equals("UNAUTHENTICATED")) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response;
    }

    private byte[] write(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never the query string: what a client puts there by mistake does not belong into a log. */
    private String path() {
        RoutingContext current = request.getCurrent();
        return current == null ? null : current.request().path();
    }

    private String method() {
        RoutingContext current = request.getCurrent();
        return current == null ? null : current.request().method().name();
    }
}
