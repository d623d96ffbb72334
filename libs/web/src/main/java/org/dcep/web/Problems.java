package org.dcep.web;

/** The problems that every service has; {@link Problem} says how to make others. */
public final class Problems {
    private Problems() {}

    /** 400: the request cannot be understood; add violations. */
    public static Problem malformed() {
        return Problem.of("MALFORMED_REQUEST", 400, "The request is malformed");
    }

    /** 400 for one field. */
    public static Problem malformed(String field, String message) {
        return malformed().withViolation(field, message);
    }

    /** 401: no token, or one that is not valid. */
    public static Problem unauthenticated() {
        return Problem.of("UNAUTHENTICATED", 401, "The request needs a valid token");
    }

    /** 403: the caller's role does not allow this. For an object of somebody else use {@link #notFound()}. */
    public static Problem forbidden() {
        return Problem.of("FORBIDDEN", 403, "The caller may not do this");
    }

    /** 404: there is no such thing, or the caller may not see it. */
    public static Problem notFound() {
        return Problem.of("NOT_FOUND", 404, "There is no such resource");
    }

    /** 405. */
    public static Problem methodNotAllowed() {
        return Problem.of("METHOD_NOT_ALLOWED", 405, "The resource does not have this method");
    }

    /** 406. */
    public static Problem notAcceptable() {
        return Problem.of("NOT_ACCEPTABLE", 406, "The resource does not have this representation");
    }

    /** 413. */
    public static Problem tooLarge(long limitBytes) {
        return Problem.of("BODY_TOO_LARGE", 413, "The request body is too large")
                .with("limitBytes", limitBytes);
    }

    /** 415. */
    public static Problem unsupportedMediaType() {
        return Problem.of("UNSUPPORTED_MEDIA_TYPE", 415, "The request body has a media type that is not read here");
    }

    /** 422: the id was used before, with other content. */
    public static Problem idReused() {
        return Problem.of("ID_REUSED", 422, "The id belongs to another request");
    }

    /** 429: nothing was decided; come again later. */
    public static Problem overloaded() {
        return Problem.of("OVERLOADED", 429, "The service has too much to do").retryAfterSeconds(1);
    }

    /** 500: a fault of the service. */
    public static Problem internal() {
        return Problem.of("INTERNAL_ERROR", 500, "The service made an error");
    }

    /** 503: the effect may or may not have happened; only repeating the same request tells. */
    public static Problem outcomeUnknown() {
        return Problem.of("OUTCOME_UNKNOWN", 503, "The outcome is not known; repeat the request with the same id")
                .retryAfterSeconds(1);
    }
}
