package org.dcep.wallet;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dcep.web.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says in the OpenAPI document what holds for every resource: a field is there and not null unless it is optional, and
 * whatever goes wrong is a problem document.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiContract implements OASFilter {
    private static final String PROBLEM = "Problem";

    /** Fields that are always there, and null where they do not apply. */
    private static final Map<String, Set<String>> NULL_IS_AN_ANSWER = Map.of(
            "Limits", Set.of("balanceFen", "perPaymentFen", "dailyFen", "annualFen"),
            "Entry", Set.of("counterparty", "paymentId", "exchangeId"),
            "Statement", Set.of("next"));

    /** Fields that are left out where they do not apply, although their Java type does not say so. */
    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "Payment", Set.of("reason"),
            "PaymentOrder", Set.of("reference"),
            "PaymentOutcomeLine", Set.of("paymentId", "state", "gasFeeFen", "code", "detail", "violations"),
            "WalletOutcomeLine", Set.of("walletId", "code", "detail", "violations"));

    /** Where a problem's own members stand beside the others. */
    private static final String MORE_MEMBERS = "more";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach(OpenApiContract::describe);
        document.getComponents().addSchema(PROBLEM, problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(OpenApiContract::describe));
    }

    private static void describe(String schemaName, Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        Set<String> nullable = schema.getProperties().keySet().equals(Set.of("items", "next"))
                ? Set.of("next")
                : NULL_IS_AN_ANSWER.getOrDefault(schemaName, Set.of());
        if (schema.getProperties().containsKey(MORE_MEMBERS)) {
            schema.removeProperty(MORE_MEMBERS);
            schema.setAdditionalPropertiesBoolean(true);
        }
        Set<String> leftOut = LEFT_OUT.getOrDefault(schemaName, Set.of());
        List<String> required = new ArrayList<>();
        Map<String, Schema> described = new TreeMap<>();
        schema.getProperties().forEach((name, property) -> {
            boolean optional = leftOut.contains(name) || isOptional(property);
            if (nullable.contains(name)) {
                described.put(name, orNull(property));
            } else if (optional) {
                described.put(name, withoutNull(property));
            }
            if (nullable.contains(name) || !optional) {
                required.add(name);
            }
        });
        described.forEach(schema::addProperty);
        schema.setRequired(required);
    }

    private static boolean isOptional(Schema property) {
        return property.getAnyOf() != null
                || property.getType() != null && property.getType().contains(SchemaType.NULL);
    }

    /** An optional field is left out when it is empty, so null is no value of it. */
    private static Schema withoutNull(Schema property) {
        if (property.getAnyOf() == null) {
            if (property.getType() != null) {
                property.removeType(SchemaType.NULL);
            }
            return property;
        }
        Schema present = property.getAnyOf().stream()
                .filter(choice -> choice.getType() == null || !choice.getType().contains(SchemaType.NULL))
                .findFirst()
                .orElse(property);
        if (present.getDescription() == null && present.getRef() == null) {
            present.setDescription(property.getDescription());
        }
        return present;
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() == null) {
            if (!property.getType().contains(SchemaType.NULL)) {
                property.addType(SchemaType.NULL);
            }
            return property;
        }
        return OASFactory.createSchema()
                .description(property.getDescription())
                .anyOf(List.of(
                        OASFactory.createSchema().ref(property.getRef()),
                        OASFactory.createSchema().addType(SchemaType.NULL)));
    }

    private static void describe(Operation operation) {
        operation.getResponses().addAPIResponse("4XX", refusal("Refused and without effect; `code` says why"));
        operation
                .getResponses()
                .addAPIResponse("503", refusal("NOT_READY, or OUTCOME_UNKNOWN: repeat the same request"));
        for (String status : List.of("400", "401", "403")) {
            operation.getResponses().removeAPIResponse(status);
        }
    }

    private static APIResponse refusal(String description) {
        Schema schema = OASFactory.createSchema().ref(PROBLEM);
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(schema)));
    }

    private static Schema problem() {
        Schema violation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", string("Path of the field"))
                .addProperty("message", string("What is wrong with it"))
                .required(List.of("field", "message"));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457. `code` is stable and for programs; further members depend on it, such as"
                        + " `limit` (PER_PAYMENT, DAILY, ANNUAL or BALANCE) of LIMIT_EXCEEDED.")
                .addProperty("type", string("URI reference of the kind of problem"))
                .addProperty("title", string("Belongs to the type"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", string("Belongs to the occurrence"))
                .addProperty("code", string("Upper snake case"))
                .addProperty("instance", string("The request's path"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation))
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
