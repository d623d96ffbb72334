package org.dcep.wallet.payment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletId;
import org.dcep.web.Problem.Violation;

/**
 * Reads the fields of signed documents token by token and strictly: the exact fields, each once, each of its type and
 * range, and nothing after them. What two readers could understand in two ways is refused here, because the signature
 * covers the fields and not the JSON.
 *
 * <p>Each method answers null after a violation.
 */
final class OrderFields {
    /** Far above any field; a longer text is refused before it is buffered. */
    private static final int MAX_STRING_LENGTH = 1024;

    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_FEN_DIGITS = 16;
    private static final int UUID_LENGTH = 36;
    private static final int TIME_LENGTH = "2026-01-01T00:00:00Z".length();
    private static final List<String> ENVELOPE = List.of("order", "signature");

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_STRING_LENGTH)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from strangers: a shared table of them would only be something to fill.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final List<Violation> violations = new ArrayList<>(0);
    private final Instant now;
    private byte[] signature;

    /** Reads the value of a field. */
    interface FieldReader {
        /**
         * @param field the field's place among the names of its object
         * @param path names the field to the client
         */
        void read(JsonParser parser, int field, String path) throws IOException;
    }

    /**
     * @param now an order that expires more than ten minutes later is malformed
     */
    OrderFields(Instant now) {
        this.now = now;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What the payer sent as signature; no bytes if it was not base64url of anything. */
    byte[] signature() {
        return signature;
    }

    /** Reads a whole document {@code {"order": ..., "signature": ...}}; {@code order} gets the value of the order. */
    void document(byte[] json, int offset, int length, FieldReader order) {
        if (!isUtf8(json, offset, length)) {
            violate("", "must be JSON in UTF-8");
            return;
        }
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                violate("", "must be a JSON object");
                return;
            }
            object(parser, "", ENVELOPE, ENVELOPE.size(), (at, field, path) -> {
                if (field == 0) {
                    order.read(at, field, path);
                } else {
                    signature = signature(at, path);
                }
            });
            if (parser.nextToken() != null) {
                violate("", "must be one JSON object, with nothing after it");
            }
        } catch (JacksonException e) {
            violate("", "is not well-formed JSON, or too deep or too long, at byte " + position(e, offset));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    /**
     * Reads an object of exactly these fields.
     *
     * @param required how many of {@code names}, from the first, must be there
     */
    void object(JsonParser parser, String path, List<String> names, int required, FieldReader reader)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            violate(path, "must be a JSON object");
            parser.skipChildren();
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        int seen = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int field = names.indexOf(name);
            parser.nextToken();
            if (field < 0) {
                violate(prefix + (PaymentOrder.isPrintable(name) ? name : "?"), "is not a field of this document");
                parser.skipChildren();
            } else if ((seen & 1 << field) != 0) {
                violate(prefix + name, "is given twice");
                parser.skipChildren();
            } else {
                seen |= 1 << field;
                reader.read(parser, field, prefix + name);
            }
        }
        for (int field = 0; field < required; field++) {
            if ((seen & 1 << field) == 0) {
                violate(prefix + names.get(field), "is missing");
            }
        }
    }

    UUID id(JsonParser parser, String path) throws IOException {
        String text = text(parser, path);
        if (text == null) {
            return null;
        }
        if (text.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equals(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // Answered below, like every other text that is not a UUID.
            }
        }
        violate(path, "must be a UUID, lower case with hyphens");
        return null;
    }

    String wallet(JsonParser parser, String path) throws IOException {
        String text = text(parser, path);
        if (text != null && !WalletId.hasShape(text)) {
            violate(path, "must be a wallet number of 16 digits");
            return null;
        }
        return text;
    }

    Money fen(JsonParser parser, String path, long least) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            violate(path, "must be an integer number of fen");
            parser.skipChildren();
            return null;
        }
        char[] digits = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int count = parser.getTextLength();
        long value = digits[from] == '-' || count > MAX_FEN_DIGITS ? -1 : 0;
        for (int i = from; value >= 0 && i < from + count; i++) {
            value = value * 10 + digits[i] - '0';
        }
        if (value < least || value > Money.MAX_FEN) {
            violate(path, "must be in " + least + ".." + Money.MAX_FEN);
            return null;
        }
        return new Money(value);
    }

    Instant expiry(JsonParser parser, String path) throws IOException {
        String text = text(parser, path);
        if (text == null) {
            return null;
        }
        Instant time = wholeSeconds(text);
        if (time == null) {
            violate(path, "must be a time in UTC with whole seconds, such as 2026-01-31T09:30:00Z");
        } else if (time.isAfter(now.plus(PaymentOrder.MAX_VALIDITY_MINUTES, ChronoUnit.MINUTES))) {
            violate(path, "must be at most " + PaymentOrder.MAX_VALIDITY_MINUTES + " minutes ahead");
            return null;
        }
        return time;
    }

    String reference(JsonParser parser, String path) throws IOException {
        String text = text(parser, path);
        if (text != null && !PaymentOrder.isPrintable(text)) {
            violate(path, "must have at most 140 printable characters");
        }
        return text;
    }

    void violate(String field, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(field, message));
        }
    }

    private byte[] signature(JsonParser parser, String path) throws IOException {
        String text = text(parser, path);
        if (text == null) {
            return null;
        }
        try {
            return Base64Url.decode(text);
        } catch (IllegalArgumentException e) {
            // No key makes such a signature: it goes on as one of no bytes, to be refused where signatures are.
            return new byte[0];
        }
    }

    private String text(JsonParser parser, String path) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        violate(path, parser.currentToken() == JsonToken.VALUE_NULL ? "must not be null" : "must be a string");
        parser.skipChildren();
        return null;
    }

    /** Exactly {@code 2026-01-31T09:30:00Z}, and nothing that a parser of times would take for it. */
    private static Instant wholeSeconds(String text) {
        if (text.length() != TIME_LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != 'Z') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The number that the digits say; beyond every field of a time if one is not a digit. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long position(JacksonException problem, int offset) {
        return problem.getLocation() == null
                ? 0
                : Math.max(0, problem.getLocation().getByteOffset() - offset);
    }

    /** Also keeps out UTF-16 and UTF-32, which JSON readers detect and which have NUL bytes. */
    private static boolean isUtf8(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        while (i < end && bytes[i] > 0) {
            i++;
        }
        if (i == end) {
            return true;
        }
        if (bytes[i] == 0 || bytes[offset] < 0) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
