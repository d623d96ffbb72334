package org.dcep.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * JSON in which a mistake about money cannot hide. Every component of a request record must be there and not be null;
 * unknown and duplicate fields, quoted or fractional numbers and anything after the document are refused. A component
 * of type {@link Optional}, {@link OptionalLong} or {@link OptionalInt} may be left out (null is refused there too),
 * and is left out of an answer when it is empty; a null reference is written as null.
 *
 * <pre>{@code
 * record NewWallet(String operatorId, String publicKey, Optional<String> alias, OptionalLong initialFen) {}
 * }</pre>
 *
 * <p>What a record's constructor refuses with {@link IllegalArgumentException} is a malformed request with its message.
 * Times are RFC 3339 in UTC, UUIDs in lower case with hyphens, text holds neither NUL nor half surrogate pairs.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {
    private static final Set<Class<?>> OPTIONAL_TYPES =
            Set.of(Optional.class, OptionalLong.class, OptionalInt.class, OptionalDouble.class);

    /** Far above what the interfaces need, far below what hurts. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxNumberLength(32)
            .maxNameLength(256)
            .maxStringLength(64 * 1024)
            .build();

    /** After Quarkus' own settings, some of which are lenient. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    /** A mapper that reads and writes like the REST interfaces do, for lines of a stream and for tests. */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(mapper);
        return mapper;
    }

    @Override
    @SuppressWarnings("deprecation") // The features of a finished mapper have no other switch in Jackson 2.
    public void customize(ObjectMapper mapper) {
        JsonFactory factory = mapper.getFactory();
        factory.setStreamReadConstraints(CONSTRAINTS);
        factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        factory.disable(JsonFactory.Feature.CHARSET_DETECTION); // A body is UTF-8 and nothing else.
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .disable(DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
                .disable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
                .disable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        refuseCoercions(mapper);
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(
                new Presence(), mapper.getDeserializationConfig().getAnnotationIntrospector()));
        mapper.registerModule(new StrictValues());
        for (Class<?> optional : OPTIONAL_TYPES) {
            mapper.configOverride(optional)
                    .setInclude(JsonInclude.Value.construct(
                            JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS));
        }
    }

    private static void refuseCoercions(ObjectMapper mapper) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            if (shape != CoercionInputShape.EmptyArray) {
                mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(shape, CoercionAction.Fail);
                mapper.coercionConfigFor(LogicalType.Enum).setCoercion(shape, CoercionAction.Fail);
            }
        }
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
    }

    static boolean isOptional(Class<?> type) {
        return OPTIONAL_TYPES.contains(type);
    }

    /** Says which components must be there, so that no request record needs an annotation. */
    private static final class Presence extends NopAnnotationIntrospector {
        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return member.getDeclaringClass().isRecord() ? !isOptional(member.getRawType()) : null;
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            return isOptional(annotated.getRawType())
                    ? JsonSetter.Value.forValueNulls(Nulls.SET, Nulls.FAIL) // Refused by OptionalReader instead.
                    : JsonSetter.Value.empty();
        }
    }
}
