package org.dcep.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Values of which there is one form only, where Jackson's own readers take several. */
final class StrictValues extends SimpleModule {
    private static final long serialVersionUID = 1L;

    StrictValues() {
        super("dcep-strict-values");
        addDeserializer(String.class, new Text<>(String.class, "text without NUL", text -> text));
        addDeserializer(UUID.class, new Text<>(UUID.class, "a UUID in lower case", StrictValues::uuid));
        addDeserializer(Instant.class, new Text<>(Instant.class, "a UTC time", StrictValues::instant));
        addDeserializer(LocalDate.class, new Text<>(LocalDate.class, "a date", LocalDate::parse));
        setDeserializerModifier(new OptionalModifier());
    }

    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("not in lower case with hyphens");
        }
        return uuid;
    }

    private static Instant instant(String text) {
        if (!text.endsWith("Z")) {
            throw new IllegalArgumentException("not in UTC");
        }
        return Instant.parse(text);
    }

    private interface Form<T> {
        T read(String text);
    }

    /** A value that is a JSON string and nothing else. */
    private static final class Text<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Form<T> form;
        private final String description;

        private Text(Class<T> type, String description, Form<T> form) {
            super(type);
            this.form = form;
            this.description = description;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(_valueClass, parser);
            }
            String text = parser.getText();
            try {
                requireStorable(text);
                return form.read(text);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return (T) context.handleWeirdStringValue(_valueClass, text, "not %s", description);
            }
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer ignored)
                throws IOException {
            return deserialize(parser, context);
        }

        /** Text that PostgreSQL or UTF-8 could not hold would otherwise fail much later, as a fault of ours. */
        private static void requireStorable(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (pair) {
                    i++;
                } else if (c == 0 || Character.isSurrogate(c)) {
                    throw new IllegalArgumentException("not storable");
                }
            }
        }
    }

    private static final class OptionalModifier extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyReferenceDeserializer(
                DeserializationConfig config,
                ReferenceType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return StrictJson.isOptional(type.getRawClass()) ? new OptionalReader(deserializer) : deserializer;
        }
    }

    /** Takes an absent value for empty, as Jackson does, but not an explicit null. */
    private static final class OptionalReader extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        private OptionalReader(JsonDeserializer<?> delegatee) {
            super(delegatee);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> newDelegatee) {
            return new OptionalReader(newDelegatee);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return getEmptyValue(context);
        }

        @Override
        public Object getNullValue(DeserializationContext context) throws JsonMappingException {
            throw InvalidNullException.from(context, null, context.constructType(handledType()));
        }
    }
}
