package org.dcep.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Events as JSON. Writing is one form; reading is tolerant of unknown fields, so that an older reader survives a newer
 * writer, and strict about everything it does know.
 */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final Map<Topic, ObjectReader> READERS = new EnumMap<>(Topic.class);

    static {
        for (Topic topic : Topic.values()) {
            READERS.put(topic, MAPPER.readerFor(topic.eventType()));
        }
    }

    private EventJson() {}

    public static String write(Event event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event cannot be written: " + event.topic(), e);
        }
    }

    /**
     * @throws IOException if {@code json} is not an event of {@code topic}
     */
    public static Event read(Topic topic, byte[] json) throws IOException {
        return READERS.get(topic).readValue(json);
    }

    /**
     * Reads what one record carries: one event or several, a line each, in their order.
     *
     * @throws IOException if there is none, or one of them is not an event of {@code topic}
     */
    public static List<Event> readAll(Topic topic, byte[] lines) throws IOException {
        if (lines.length == 0 || lines[0] != '{') {
            // The iterator would look into an array, which no relay sends.
            throw new IOException("a record begins with an event");
        }
        try (MappingIterator<Event> events = READERS.get(topic).readValues(lines)) {
            List<Event> read = events.readAll();
            if (read.contains(null)) {
                throw new IOException("null is no event");
            }
            return read;
        }
    }
}
