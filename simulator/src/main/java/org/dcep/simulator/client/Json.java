package org.dcep.simulator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as a tolerant reader takes it: members that a later version adds are skipped. */
public final class Json {
    /** The media type of many documents, one a line. */
    static final String LINES = "application/x-ndjson";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** {@code value} in one line. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** {@code value} as people read it, with a line feed at the end. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /**
     * @throws UncheckedIOException if {@code bytes} are not one JSON value
     */
    public static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("not a JSON document", e);
        }
    }

    /**
     * The values of {@code bytes}, one a line, as one array.
     *
     * @throws UncheckedIOException if they are no JSON values
     */
    static ArrayNode lines(byte[] bytes) {
        ArrayNode lines = MAPPER.createArrayNode();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(bytes)) {
            values.forEachRemaining(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON documents, one a line", e);
        }
    }

    /**
     * @throws IllegalArgumentException if {@code tree} does not have the shape of {@code type}
     */
    public static <T> T as(Class<T> type, JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
