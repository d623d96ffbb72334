package org.dcep.issuer;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcep.web.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says in the OpenAPI document what holds for every resource: fields are required unless they are optional and never
 * null, and whatever goes wrong is a problem document.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiContract implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "400", "MALFORMED_REQUEST: a field is missing, unknown, duplicate or out of range",
            "401", "UNAUTHENTICATED: no valid token, or wrong client credentials",
            "403", "FORBIDDEN: the caller's role does not allow this",
            "404", "NOT_FOUND: there is no such object, or the caller may not see it",
            "409", "A state conflict, named by `code`; nothing happened",
            "422", "ID_REUSED: the id belongs to a request with other content",
            "503", "OUTCOME_UNKNOWN: repeat the same request"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().removeSchema("JsonNodeType");
        document.getComponents().getSchemas().forEach((name, schema) -> {
            requirePresence(schema);
            if (name.equals("JsonNode")) {
                schema.setProperties(null);
                schema.setRequired(null);
                schema.setDescription("A policy; its form depends on the kind.");
            }
        });
        document.getComponents().addSchema(PROBLEM, problem());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    /** An optional field is left out when it is empty, so null is no value of it. */
    private static void requirePresence(Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        List<String> required = new ArrayList<>();
        Map<String, Schema> properties = new TreeMap<>();
        schema.getProperties().forEach((name, property) -> {
            Optional<Schema> present = withoutNull(property);
            properties.put(name, present.orElse(property));
            if (present.isEmpty()) {
                required.add(name);
            }
        });
        properties.forEach(schema::addProperty);
        schema.setRequired(required);
        if (schema.getProperties().keySet().equals(Set.of("items", "next"))) {
            schema.addProperty(
                    "next",
                    OASFactory.createSchema()
                            .type(List.of(SchemaType.STRING, SchemaType.NULL))
                            .description("Value of `after` for the next page; null on the last one."));
        }
    }

    private static Optional<Schema> withoutNull(Schema property) {
        if (property.getAnyOf() != null) {
            return property.getAnyOf().stream()
                    .filter(choice -> choice.getRef() != null)
                    .findFirst();
        }
        if (property.getType() != null && property.getType().contains(SchemaType.NULL)) {
            property.removeType(SchemaType.NULL);
            return Optional.of(property);
        }
        return Optional.empty();
    }

    private static Schema problem() {
        Schema violation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", string("Path of the field"))
                .addProperty("message", string("What is wrong with it"))
                .required(List.of("field", "message"));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457. `code` is stable and for programs; further members depend on it.")
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

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        Content success = responses.getAPIResponse("200").getContent();
        for (String status : List.of("201", "202")) {
            if (responses.hasAPIResponse(status)) {
                responses.getAPIResponse(status).setContent(success);
                responses.getAPIResponse("200").setDescription("As before: the id is known, with the same content");
            }
        }
        boolean writes = method != PathItem.HttpMethod.GET;
        boolean secured =
                operation.getSecurity() != null && !operation.getSecurity().isEmpty();
        boolean tokens = path.endsWith("/tokens");
        refuse(responses, "400", writes || operation.getParameters() != null);
        refuse(responses, "401", secured || tokens);
        refuse(responses, "403", secured || tokens);
        refuse(responses, "404", path.contains("{") || writes && !tokens || path.contains("policies"));
        refuse(responses, "409", writes && !tokens);
        refuse(responses, "422", method == PathItem.HttpMethod.POST && !tokens);
        refuse(responses, "503", writes && !tokens);
    }

    private static void refuse(APIResponses responses, String status, boolean possible) {
        responses.removeAPIResponse(status);
        if (possible) {
            Schema schema = OASFactory.createSchema().ref(PROBLEM);
            APIResponse refusal = OASFactory.createAPIResponse()
                    .description(REFUSALS.get(status))
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    Problem.MEDIA_TYPE,
                                    OASFactory.createMediaType().schema(schema)));
            responses.addAPIResponse(status, refusal);
        }
    }
}
