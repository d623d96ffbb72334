package org.dcep.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A row of an outbox: the writing transaction and the row's id. Rows of one database are sent in this order, and no
 * row appears later below one that was sent.
 */
record Position(long xid, long id) implements Comparable<Position> {
    /** Before the first row. */
    static final Position START = new Position(0, 0);

    static final String SOURCE_HEADER = "dcep-source";
    static final String POSITION_HEADER = "dcep-position";
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,17}):(0|[1-9][0-9]{0,17})");

    /** Who sent a record, and from which row. */
    record Origin(UUID source, Position position) {
        void writeTo(Headers headers) {
            headers.add(SOURCE_HEADER, ascii(source.toString()));
            headers.add(POSITION_HEADER, ascii(position.toString()));
        }

        /** Empty unless a relay wrote exactly one of each header. */
        static Optional<Origin> readFrom(Headers headers) {
            Optional<UUID> source = single(headers, SOURCE_HEADER).flatMap(Origin::uuid);
            Optional<Position> position = single(headers, POSITION_HEADER).flatMap(Position::parse);
            return source.flatMap(from -> position.map(at -> new Origin(from, at)));
        }

        private static Optional<String> single(Headers headers, String name) {
            String value = null;
            for (Header header : headers.headers(name)) {
                if (value != null || header.value() == null || header.value().length > 64) {
                    return Optional.empty();
                }
                value = new String(header.value(), StandardCharsets.US_ASCII);
            }
            return Optional.ofNullable(value);
        }

        private static Optional<UUID> uuid(String text) {
            try {
                UUID uuid = UUID.fromString(text);
                return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    static Optional<Position> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Position other) {
        int byXid = Long.compare(xid, other.xid);
        return byXid != 0 ? byXid : Long.compare(id, other.id);
    }

    @Override
    public String toString() {
        return xid + ":" + id;
    }
}
