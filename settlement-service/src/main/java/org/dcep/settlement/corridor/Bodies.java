package org.dcep.settlement.corridor;

import java.net.URI;
import org.dcep.web.Problems;
import org.jboss.resteasy.reactive.RestResponse;

/** Bodies in and out. */
final class Bodies {
    private Bodies() {}

    /** Fails with 400 if the request has none. */
    static <T> T required(T body) {
        if (body == null) {
            throw Problems.malformed().withDetail("the body is missing").asException();
        }
        return body;
    }

    /** 201 with the place of what is new, 200 for what was there. */
    static <T> RestResponse<T> created(Outcome<?> outcome, T view, URI location) {
        return outcome.first()
                ? RestResponse.ResponseBuilder.<T>create(RestResponse.Status.CREATED, view)
                        .location(location)
                        .build()
                : RestResponse.ok(view);
    }
}
