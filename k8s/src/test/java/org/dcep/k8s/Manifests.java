package org.dcep.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of {@code k8s/base}, as they stand in the files that the kustomization names. */
final class Manifests {
    static final Path BASE = Path.of("base");
    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    static JsonNode kustomization(Path folder) {
        return documents(folder.resolve("kustomization.yaml")).get(0);
    }

    static List<JsonNode> all() {
        return elements(kustomization(BASE).get("resources"))
                .flatMap(file -> documents(BASE.resolve(file.textValue())).stream())
                .toList();
    }

    static Stream<JsonNode> ofKind(String kind) {
        return all().stream().filter(object -> kind.equals(object.path("kind").textValue()));
    }

    /** The pod template's specification of every workload. */
    static Stream<JsonNode> workloads() {
        return Stream.concat(ofKind("Deployment"), ofKind("StatefulSet"));
    }

    static String name(JsonNode object) {
        return object.path("kind").textValue() + "/"
                + object.at("/metadata/name").textValue();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            List<JsonNode> all = new ArrayList<>();
            documents.forEachRemaining(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
