package org.dcep.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.kernel.WalletClass;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.Limits;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.WalletClassPolicy;

/**
 * Policies as JSON documents, in one form: the same policy always gives the same characters, which is what the central
 * bank signs. Reading is strict; a document that says more than this version understands is refused, because a policy
 * must not be applied in part.
 */
public final class PolicyJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addMixIn(PriceRule.class, NamedRule.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();
    private static final ObjectMapper WITH_ABSENT_MEMBERS = MAPPER.copy()
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PriceRule.Zero.class, name = "ZERO"),
        @JsonSubTypes.Type(value = PriceRule.Fixed.class, name = "FIXED"),
        @JsonSubTypes.Type(value = PriceRule.Schedule.class, name = "SCHEDULE"),
        @JsonSubTypes.Type(value = PriceRule.Tiered.class, name = "TIERED"),
        @JsonSubTypes.Type(value = PriceRule.AdValorem.class, name = "AD_VALOREM"),
        @JsonSubTypes.Type(value = PriceRule.TimeOfDay.class, name = "TIME_OF_DAY")
    })
    private interface NamedRule {}

    /** A limit that is null or absent is no limit. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ClassLimits(Long balanceFen, Long perPaymentFen, Long dailyFen, Long annualFen) {
        static ClassLimits of(Limits limits) {
            return new ClassLimits(
                    shown(limits.balanceFen()),
                    shown(limits.perPaymentFen()),
                    shown(limits.dailyFen()),
                    shown(limits.annualFen()));
        }

        Limits limits() {
            return new Limits(read(balanceFen), read(perPaymentFen), read(dailyFen), read(annualFen));
        }

        private static Long shown(long limit) {
            return limit == Limits.NONE ? null : (Long) limit;
        }

        private static long read(Long limit) {
            return limit == null ? Limits.NONE : limit;
        }
    }

    private record WalletClassDocument(String name, Map<WalletClass, ClassLimits> classes) {}

    private PolicyJson() {}

    public static String write(GasPolicy policy) {
        return text(policy);
    }

    public static String write(WalletClassPolicy policy) {
        Map<WalletClass, ClassLimits> classes = new EnumMap<>(WalletClass.class);
        policy.classes().forEach((walletClass, limits) -> classes.put(walletClass, ClassLimits.of(limits)));
        return text(new WalletClassDocument(policy.name(), classes));
    }

    public static String write(SettlementPolicy policy) {
        return text(SettlementDocument.of(policy));
    }

    /**
     * @throws IllegalArgumentException if {@code document} is not a gas policy, with a message for its author
     */
    public static GasPolicy readGas(String document) {
        return read(MAPPER, document, GasPolicy.class);
    }

    /**
     * @throws IllegalArgumentException if {@code document} is not a wallet-class policy, with a message for its author
     */
    public static WalletClassPolicy readWalletClasses(String document) {
        WalletClassDocument read = read(WITH_ABSENT_MEMBERS, document, WalletClassDocument.class);
        Map<WalletClass, Limits> classes = new EnumMap<>(WalletClass.class);
        Objects.requireNonNullElse(read.classes(), Map.<WalletClass, ClassLimits>of())
                .forEach((walletClass, limits) ->
                        classes.put(walletClass, limits == null ? Limits.UNLIMITED : limits.limits()));
        return new WalletClassPolicy(Objects.requireNonNullElse(read.name(), ""), classes);
    }

    /**
     * @throws IllegalArgumentException if {@code document} is not a settlement policy, with a message for its author
     */
    public static SettlementPolicy readSettlement(String document) {
        return read(WITH_ABSENT_MEMBERS, document, SettlementDocument.class).policy();
    }

    /** The document as a tree, to be embedded in a response. */
    public static JsonNode tree(String document) {
        return read(MAPPER, document, JsonNode.class);
    }

    private static String text(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a policy cannot be written", e);
        }
    }

    private static <T> T read(ObjectMapper mapper, String document, Class<T> type) {
        try {
            T value = mapper.readValue(document, type);
            if (value == null) {
                throw new IllegalArgumentException("a policy must not be null");
            }
            return value;
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause();
            String reason = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
            throw new IllegalArgumentException(reason, e);
        }
    }
}
