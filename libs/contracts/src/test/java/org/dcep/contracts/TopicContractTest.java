package org.dcep.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds record, schema, example and documentation of every topic together. */
class TopicContractTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig ASSERTING_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    @ParameterizedTest
    @EnumSource
    void exampleSatisfiesTheSchema(Topic topic) throws IOException {
        assertThat(schema(topic).validate(example(topic))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void exampleIsReadAndWrittenWithoutChange(Topic topic) throws IOException {
        Event event = EventJson.read(topic, MAPPER.writeValueAsBytes(example(topic)));
        assertThat(event.topic()).isEqualTo(topic);
        assertThat(event.key()).isNotBlank();
        assertThat(MAPPER.readTree(EventJson.write(event))).isEqualTo(example(topic));
    }

    @ParameterizedTest
    @EnumSource
    void schemaRequiresExactlyTheComponentsOfTheRecord(Topic topic) throws IOException {
        List<String> components = Arrays.stream(topic.eventType().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        JsonNode schema = resource("schemas", topic);
        assertThat(schema.get("required").valueStream().map(JsonNode::textValue))
                .containsExactlyInAnyOrderElementsOf(components);
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsNeededAndMoreFieldsAreTolerated(Topic topic) throws IOException {
        for (RecordComponent component : topic.eventType().getRecordComponents()) {
            ObjectNode without = example(topic).deepCopy();
            without.remove(component.getName());
            assertThat(schema(topic).validate(without)).as(component.getName()).isNotEmpty();
            assertThatThrownBy(() -> EventJson.read(topic, MAPPER.writeValueAsBytes(without)))
                    .as(component.getName())
                    .isInstanceOf(IOException.class);
        }
        ObjectNode more = example(topic).deepCopy().put("laterField", 1);
        assertThat(schema(topic).validate(more)).isEmpty();
        assertThat(EventJson.read(topic, MAPPER.writeValueAsBytes(more))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void topicIsDocumented(Topic topic) throws IOException {
        Path page = Path.of("..", "..", "docs", "reference", "topics.md");
        String row = "| `" + topic.topicName() + "`" + (topic.compacted() ? " (compacted)" : "") + " | `"
                + topic.eventType().getSimpleName() + "` |";
        assertThat(Files.readString(page, StandardCharsets.UTF_8)).contains(row);
    }

    private static JsonSchema schema(Topic topic) throws IOException {
        return SCHEMAS.getSchema(resource("schemas", topic), ASSERTING_FORMATS);
    }

    private static ObjectNode example(Topic topic) throws IOException {
        return (ObjectNode) resource("examples", topic);
    }

    private static JsonNode resource(String folder, Topic topic) throws IOException {
        try (InputStream in = Topic.class.getResourceAsStream("/" + folder + "/" + topic.topicName() + ".json")) {
            assertThat(in).as(folder + " of " + topic.topicName()).isNotNull();
            return MAPPER.readTree(in);
        }
    }
}
