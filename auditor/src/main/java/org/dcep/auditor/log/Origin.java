package org.dcep.auditor.log;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Who sent a record, and from which row of its outbox; see docs/reference/topics.md. Positions of one source ascend
 * within a partition, so what is not above the last one was sent before.
 *
 * @param transaction the writing transaction
 * @param row the row it wrote
 */
public record Origin(UUID source, long transaction, long row) {
    private static final String SOURCE = "dcep-source";
    private static final String POSITION = "dcep-position";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9]{1,18})");

    /** Empty unless exactly one of each header is well-formed: then no relay sent the record. */
    public static Optional<Origin> of(Headers headers) {
        Optional<String> source = single(headers, SOURCE);
        Optional<Matcher> position =
                single(headers, POSITION).map(FORM::matcher).filter(Matcher::matches);
        if (source.isEmpty() || position.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    UUID.fromString(source.get()),
                    Long.parseLong(position.get().group(1)),
                    Long.parseLong(position.get().group(2))));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Whether this row was written after {@code other}, of the same source. */
    public boolean isAfter(Origin other) {
        return transaction != other.transaction ? transaction > other.transaction : row > other.row;
    }

    private static Optional<String> single(Headers headers, String name) {
        String value = null;
        for (Header header : headers.headers(name)) {
            if (value != null || header.value() == null) {
                return Optional.empty();
            }
            value = new String(header.value(), StandardCharsets.US_ASCII);
        }
        return Optional.ofNullable(value);
    }
}
