package org.dcep.simulator.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, complete: it is repeated byte for byte until its outcome is known. */
record Request(String method, URI uri, Optional<Credentials> credentials, Map<String, String> headers, byte[] body) {
    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> LINES = Map.of("Content-Type", Json.LINES);
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    static Request get(URI uri) {
        return new Request("GET", uri, Optional.empty(), NONE, new byte[0]);
    }

    static Request post(URI uri, Object body) {
        return new Request("POST", uri, Optional.empty(), JSON, Json.bytes(body));
    }

    static Request put(URI uri, Object body) {
        return new Request("PUT", uri, Optional.empty(), JSON, Json.bytes(body));
    }

    /** Many documents, one a line. */
    static Request postLines(URI uri, List<?> bodies) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Object body : bodies) {
            lines.writeBytes(Json.bytes(body));
            lines.write('\n');
        }
        return new Request("POST", uri, Optional.empty(), LINES, lines.toByteArray());
    }

    static Request patch(URI uri, Object body) {
        return new Request("PATCH", uri, Optional.empty(), JSON, Json.bytes(body));
    }

    static Request form(URI uri, String form) {
        return new Request("POST", uri, Optional.empty(), FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    Request as(Credentials caller) {
        return new Request(method, uri, Optional.of(caller), headers, body);
    }

    Request withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, uri, credentials, more, body);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
