package org.dcep.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.k8s.Manifests.elements;
import static org.dcep.k8s.Manifests.name;
import static org.dcep.k8s.Manifests.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.schema.validator.ValidationMessage;
import io.fabric8.kubernetes.schema.validator.ValidationReport;
import io.fabric8.kubernetes.schema.validator.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the manifests without a cluster: by the Kubernetes schema, and by what this project asks of every workload. */
class ManifestsTest {
    private static final Validator SCHEMA = Validator.newInstance();
    private static final Set<String> SERVICES = Set.of("issuer", "wallet", "settlement", "auditor");

    static List<JsonNode> objects() {
        return Manifests.all();
    }

    static Stream<JsonNode> workloads() {
        return Manifests.workloads();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void everyObjectSatisfiesTheKubernetesSchema(JsonNode object) {
        ValidationReport report = SCHEMA.validate(object);
        assertThat(report.getMessages().stream().map(ValidationMessage::getMessage))
                .as(name(object))
                .isEmpty();
    }

    @Test
    void theSchemaFindsAWrongField() {
        ObjectNode broken =
                Manifests.ofKind("Deployment").findFirst().orElseThrow().deepCopy();
        ((ObjectNode) broken.get("spec")).put("replicas", "two").put("replica", 2);
        assertThat(SCHEMA.validate(broken).hasErrors()).isTrue();
    }

    @Test
    void theKustomizationNamesEveryFileAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.BASE)) {
            Set<String> present = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("kustomization.yaml"))
                    .collect(Collectors.toSet());
            assertThat(elements(Manifests.kustomization(Manifests.BASE).get("resources"))
                            .map(JsonNode::textValue))
                    .containsExactlyInAnyOrderElementsOf(present);
        }
    }

    @Test
    void allServicesTheAuditorAndTheirStoresAreThere() {
        assertThat(Manifests.ofKind("Deployment").map(Manifests::name))
                .containsExactlyInAnyOrder(
                        "Deployment/issuer", "Deployment/wallet", "Deployment/settlement", "Deployment/auditor");
        assertThat(Manifests.ofKind("StatefulSet").map(Manifests::name))
                .containsExactlyInAnyOrder("StatefulSet/postgres", "StatefulSet/kafka");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyContainerHasProbesLimitsAndNoPrivilege(JsonNode workload) {
        assertThat(pod(workload).at("/securityContext/runAsNonRoot").booleanValue())
                .isTrue();
        assertThat(pod(workload).at("/securityContext/seccompProfile/type").textValue())
                .isEqualTo("RuntimeDefault");
        assertThat(pod(workload).get("automountServiceAccountToken").booleanValue())
                .isFalse();
        elements(pod(workload).get("containers")).forEach(container -> {
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.has(probe))
                        .as(name(workload) + " " + probe)
                        .isTrue();
            }
            assertThat(container.at("/resources/requests/cpu").isMissingNode()).isFalse();
            assertThat(container.at("/resources/limits/memory"))
                    .as("memory limit equals request")
                    .isEqualTo(container.at("/resources/requests/memory"));
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").booleanValue())
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").textValue())
                    .isEqualTo("ALL");
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyWritableFolderIsAVolume(JsonNode workload) {
        Set<String> volumes = elements(pod(workload).path("volumes"))
                .map(volume -> volume.get("name").textValue())
                .collect(Collectors.toCollection(HashSet::new));
        elements(workload.at("/spec/volumeClaimTemplates"))
                .map(claim -> claim.at("/metadata/name").textValue())
                .forEach(volumes::add);
        elements(pod(workload).get("containers"))
                .flatMap(container -> elements(container.path("volumeMounts")))
                .forEach(mount -> assertThat(volumes).contains(mount.get("name").textValue()));
    }

    @Test
    void noSecretStandsInAManifest() {
        assertThat(Manifests.ofKind("Secret")).isEmpty();
        Manifests.workloads()
                .flatMap(workload -> elements(pod(workload).get("containers")))
                .flatMap(container -> elements(container.path("env")))
                .filter(variable -> variable.get("name").textValue().matches(".*(SECRET|PASSWORD)"))
                .forEach(variable -> assertThat(variable.has("valueFrom")).isTrue());
    }

    @Test
    void theDevOverlayBringsEverySecretAndConfigThatTheBaseMounts() {
        JsonNode overlay = Manifests.kustomization(Path.of("overlays", "dev"));
        Set<String> brought = Stream.concat(
                        elements(overlay.get("secretGenerator")), elements(overlay.get("configMapGenerator")))
                .map(generator -> generator.get("name").textValue())
                .collect(Collectors.toCollection(HashSet::new));
        Manifests.ofKind("ConfigMap")
                .map(map -> map.at("/metadata/name").textValue())
                .forEach(brought::add);
        assertThat(brought).containsAll(referenced());
    }

    @Test
    void trafficIsDeniedUnlessAllowed() {
        List<JsonNode> policies = Manifests.ofKind("NetworkPolicy").toList();
        assertThat(policies).anySatisfy(policy -> {
            assertThat(policy.at("/spec/podSelector")).isEmpty();
            assertThat(policy.at("/spec/policyTypes")).hasSize(2);
            assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
        });
        Set<Integer> open = policies.stream()
                .flatMap(policy ->
                        Stream.concat(elements(policy.at("/spec/ingress")), elements(policy.at("/spec/egress"))))
                .flatMap(rule -> elements(rule.path("ports")))
                .map(port -> port.get("port").intValue())
                .collect(Collectors.toSet());
        Manifests.ofKind("Service")
                .flatMap(service -> elements(service.at("/spec/ports")))
                .forEach(port -> assertThat(open).contains(port.get("port").intValue()));
    }

    @Test
    void everyServiceSurvivesTheLossOfANode() {
        Set<String> guarded = Manifests.ofKind("PodDisruptionBudget")
                .map(budget -> budget.at("/metadata/name").textValue())
                .collect(Collectors.toSet());
        assertThat(guarded).isEqualTo(SERVICES);
    }

    private static Set<String> referenced() {
        Set<String> names = new HashSet<>();
        Manifests.workloads().map(Manifests::pod).forEach(pod -> {
            elements(pod.path("volumes")).forEach(volume -> {
                names.add(volume.at("/secret/secretName").asText(""));
                names.add(volume.at("/configMap/name").asText(""));
            });
            elements(pod.get("containers")).forEach(container -> {
                elements(container.path("envFrom"))
                        .forEach(source ->
                                names.add(source.at("/configMapRef/name").asText("")));
                elements(container.path("env"))
                        .forEach(variable -> names.add(
                                variable.at("/valueFrom/secretKeyRef/name").asText("")));
            });
        });
        names.remove("");
        return names;
    }
}
