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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dcep.crypto.Base64Url;
import org.dcep.kernel.Money;
import org.dcep.kernel.PaymentOrder;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.payment.OrderReading.Malformed;
import org.dcep.wallet.payment.OrderReading.Readable;
import org.dcep.web.Problem.Violation;

/**
 * Reads {@code {"order": {...}, "signature": "..."}} straight from the request's bytes, token by token and strictly:
 * the exact fields, each once, each of its type and range, and nothing after them. What two readers could understand in
 * two ways is refused here, because the signature covers the fields and not the JSON.
 *
 * <p>A signature that is a string but cannot be one of any key is readable: it is a bad signature, not a malformed
 * request.
 */
final class OrderReader {
    /** Far above any order; a longer text is refused before it is buffered. */
    private static final int MAX_STRING_LENGTH = 1024;

    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_FEN_DIGITS = 16;
    private static final int UUID_LENGTH = 36;
    private static final int TIME_LENGTH = "2026-01-01T00:00:00Z".length();

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
    private boolean orderSeen;
    private boolean referenceSeen;
    private UUID id;
    private String payer;
    private String payee;
    private Money amount;
    private Money maxGasFee;
    private Instant expiresAt;
    private String reference = "";
    private byte[] signature;
    private int fieldsSeen;

    private OrderReader(Instant now) {
        this.now = now;
    }

    /**
     * Reads one request, or one line of many.
     *
     * @param now an order that expires more than ten minutes later is malformed
     */
    static OrderReading read(byte[] json, int offset, int length, String network, Instant now) {
        OrderReader reader = new OrderReader(now);
        if (!isUtf8(json, offset, length)) {
            return new Malformed(List.of(new Violation("", "must be JSON in UTF-8")));
        }
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            reader.readDocument(parser);
        } catch (JacksonException e) {
            reader.violate("", "is not well-formed JSON, or too deep or too long, at byte " + position(e, offset));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        return reader.result(network);
    }

    static OrderReading read(byte[] json, String network, Instant now) {
        return read(json, 0, json.length, network, now);
    }

    private OrderReading result(String network) {
        if (!violations.isEmpty()) {
            return new Malformed(violations);
        }
        PaymentOrder order = new PaymentOrder(id, payer, payee, amount, maxGasFee, expiresAt, reference);
        return new Readable(SignedOrder.of(order, signature, network));
    }

    private void readDocument(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            violate("", "must be a JSON object");
            return;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "order" -> readOrder(parser);
                case "signature" -> readSignature(parser);
                default -> skipUnknown(parser, shown(name));
            }
        }
        if (!orderSeen) {
            violate("order", "is missing");
        }
        if (signature == null && unmentioned("signature")) {
            violate("signature", "is missing");
        }
        if (parser.nextToken() != null) {
            violate("", "must be one JSON object, with nothing after it");
        }
    }

    private void readOrder(JsonParser parser) throws IOException {
        if (orderSeen) {
            violate("order", "is given twice");
            parser.skipChildren();
            return;
        }
        orderSeen = true;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            violate("order", "must be a JSON object");
            parser.skipChildren();
            return;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            readField(parser, name);
        }
        Field.requireAll(this);
    }

    private void readField(JsonParser parser, String name) throws IOException {
        Field field = Field.named(name);
        if (field == null) {
            skipUnknown(parser, "order." + shown(name));
            return;
        }
        if ((fieldsSeen & field.bit()) != 0) {
            violate(field.path, "is given twice");
            parser.skipChildren();
            return;
        }
        fieldsSeen |= field.bit();
        switch (field) {
            case ID -> id = readId(parser);
            case PAYER -> payer = readWallet(parser, field.path);
            case PAYEE -> payee = readWallet(parser, field.path);
            case AMOUNT -> amount = readFen(parser, field.path, 1);
            case MAX_GAS_FEE -> maxGasFee = readFen(parser, field.path, 0);
            case EXPIRES_AT -> expiresAt = readExpiry(parser);
            case REFERENCE -> reference = readReference(parser);
        }
    }

    private enum Field {
        ID("id"),
        PAYER("payer"),
        PAYEE("payee"),
        AMOUNT("amountFen"),
        MAX_GAS_FEE("maxGasFeeFen"),
        EXPIRES_AT("expiresAt"),
        REFERENCE("reference");

        private static final Field[] ALL = values();

        private final String name;
        private final String path;

        Field(String name) {
            this.name = name;
            this.path = "order." + name;
        }

        int bit() {
            return 1 << ordinal();
        }

        static Field named(String name) {
            for (Field field : ALL) {
                if (field.name.equals(name)) {
                    return field;
                }
            }
            return null;
        }

        static void requireAll(OrderReader reader) {
            for (Field field : ALL) {
                if (field != REFERENCE && (reader.fieldsSeen & field.bit()) == 0) {
                    reader.violate(field.path, "is missing");
                }
            }
        }
    }

    private UUID readId(JsonParser parser) throws IOException {
        String text = readText(parser, Field.ID.path);
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
        violate(Field.ID.path, "must be a UUID, lower case with hyphens");
        return null;
    }

    private String readWallet(JsonParser parser, String path) throws IOException {
        String text = readText(parser, path);
        if (text != null && !WalletId.hasShape(text)) {
            violate(path, "must be a wallet number of 16 digits");
            return null;
        }
        return text;
    }

    private Money readFen(JsonParser parser, String path, long least) throws IOException {
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

    private Instant readExpiry(JsonParser parser) throws IOException {
        String path = Field.EXPIRES_AT.path;
        String text = readText(parser, path);
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

    private static Instant wholeSeconds(String text) {
        if (text.length() != TIME_LENGTH) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            return time.toString().equals(text) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String readReference(JsonParser parser) throws IOException {
        String text = readText(parser, Field.REFERENCE.path);
        if (text != null && !PaymentOrder.isPrintable(text)) {
            violate(Field.REFERENCE.path, "must have at most 140 printable characters");
        }
        return text;
    }

    private void readSignature(JsonParser parser) throws IOException {
        if (signature != null || !unmentioned("signature")) {
            violate("signature", "is given twice");
            parser.skipChildren();
            return;
        }
        String text = readText(parser, "signature");
        if (text != null) {
            signature = decoded(text);
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64Url.decode(text);
        } catch (IllegalArgumentException e) {
            // No key makes such a signature: it goes on as one of no bytes, to be refused where signatures are.
            return new byte[0];
        }
    }

    /** The string, or null after a violation. */
    private String readText(JsonParser parser, String path) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        violate(path, parser.currentToken() == JsonToken.VALUE_NULL ? "must not be null" : "must be a string");
        parser.skipChildren();
        return null;
    }

    private void skipUnknown(JsonParser parser, String path) throws IOException {
        violate(path, "is not a field of a payment");
        parser.skipChildren();
    }

    private boolean unmentioned(String field) {
        return violations.stream().noneMatch(violation -> violation.field().equals(field));
    }

    private void violate(String field, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(field, message));
        }
    }

    /** A stranger's field name, fit to be shown. */
    private static String shown(String name) {
        return PaymentOrder.isPrintable(name) ? name : "?";
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
