package org.dcep.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds each service's image description and its manifest together. */
class ImagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"issuer", "wallet", "settlement", "auditor"})
    void theImageRunsAsTheUserAndOnThePortOfTheManifest(String service) throws IOException {
        String module = service.equals("auditor") ? service : service + "-service";
        List<String> lines = Files.readAllLines(Path.of("..", module, "src/main/docker/Dockerfile"));
        JsonNode deployment = Manifests.ofKind("Deployment")
                .filter(object -> object.at("/metadata/name").textValue().equals(service))
                .findFirst()
                .orElseThrow();
        JsonNode user = deployment.at("/spec/template/spec/securityContext/runAsUser");
        JsonNode container = deployment.at("/spec/template/spec/containers/0");

        assertThat(lines).contains("USER " + user.asText() + ":" + user.asText());
        assertThat(lines)
                .contains("EXPOSE " + container.at("/ports/0/containerPort").asText());
        assertThat(container.get("image").textValue()).isEqualTo("dcep/" + module);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .singleElement()
                .asString()
                .startsWith("FROM docker.io/library/");
    }
}
