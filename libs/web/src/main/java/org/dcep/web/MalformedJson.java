package org.dcep.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tells a client which field is wrong and what would be right, in words that name no class. */
public final class MalformedJson {
    /** The field of a violation that concerns the whole document. */
    public static final String DOCUMENT = "$";

    private MalformedJson() {}

    /** What a failed reading of a request means for the client. */
    public static Problem problem(JsonProcessingException failure) {
        String field = field(failure);
        String message = message(failure);
        return Problems.malformed().withDetail(field + ": " + message).withViolation(field, message);
    }

    private static String field(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return path(mapping.getPath());
        }
        if (failure.getProcessor() instanceof JsonParser parser) {
            return path(parser.getParsingContext());
        }
        return DOCUMENT;
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            append(path, reference.getFieldName(), reference.getIndex());
        }
        return path.isEmpty() ? DOCUMENT : path.toString();
    }

    private static String path(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        prepend(path, context);
        return path.isEmpty() ? DOCUMENT : path.toString();
    }

    private static void prepend(StringBuilder path, JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return;
        }
        prepend(path, context.getParent());
        append(path, context.getCurrentName(), context.inArray() ? context.getCurrentIndex() : -1);
    }

    private static void append(StringBuilder path, String name, int index) {
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else if (name != null) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }

    private static String message(JsonProcessingException failure) {
        String original = String.valueOf(failure.getOriginalMessage());
        if (failure.getCause() instanceof IllegalArgumentException refusal && refusal.getMessage() != null) {
            return refusal.getMessage();
        }
        if (failure.getCause() instanceof JsonProcessingException inner && !(failure == inner)) {
            return message(inner);
        }
        if (failure instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        if (failure instanceof InvalidNullException || original.startsWith("Cannot map `null`")) {
            return "must not be null";
        }
        if (original.startsWith("Missing required creator property")) {
            return "is missing";
        }
        if (original.startsWith("Duplicate field")) {
            return "appears more than once";
        }
        if (original.startsWith("Trailing token")) {
            return "must end with the document";
        }
        if (failure instanceof StreamConstraintsException) {
            return "is too deep or too long";
        }
        if (failure instanceof InputCoercionException coercion) {
            return expected(coercion.getTargetType());
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return expected(mismatch.getTargetType());
        }
        return failure instanceof JsonMappingException ? "is not acceptable" : "is not valid JSON";
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "is not acceptable";
        }
        if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
            return "must be a whole number within range, without quotes, fraction or exponent";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be text in quotes";
        }
        if (type == UUID.class) {
            return "must be a UUID in lower case with hyphens";
        }
        if (type == Instant.class) {
            return "must be a UTC time such as 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "must be a date such as 2026-01-31";
        }
        if (type.isEnum()) {
            return "must be one of " + String.join(", ", names(type));
        }
        boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
        return list ? "must be a list" : "must be an object of the documented form";
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
    }
}
