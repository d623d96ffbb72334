package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A definite answer.
 *
 * @param request what was asked, for messages
 * @param nanos from the first attempt to the answer, waiting between attempts included
 * @param attempts 1 if the first one was answered
 */
public record Answer(String request, int status, JsonNode body, long nanos, int attempts) {

    /** Whether the status is 200 to 299. */
    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** The stable code of a problem document, or {@code HTTP_<status>} if the answer is none. */
    public String code() {
        return body.path("code").asText("HTTP_" + status);
    }

    /**
     * The body of a success.
     *
     * @throws UnexpectedAnswer if this is a problem
     */
    public <T> T as(Class<T> type) {
        if (!succeeded()) {
            throw new UnexpectedAnswer(this);
        }
        return Json.as(type, body);
    }
}
