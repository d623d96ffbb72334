package org.dcep.simulator.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dcep.platform.PlatformException;

/** Where the built services are found. */
public final class ProjectHome {
    private ProjectHome() {}

    /**
     * The directory that {@code -Ddcep.home} names, as the launcher script does, or else the nearest directory above
     * the working directory that holds the services.
     */
    public static Path locate() {
        String named = System.getProperty("dcep.home");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.isDirectory(directory.resolve("issuer-service")))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        "No DC/EP project above " + here + ". Start with the project's ./dcep script."));
    }

    static void requireBuilt(Path home) {
        List<Path> missing = Stream.of(Service.values())
                .map(service -> service.jar(home))
                .filter(jar -> !Files.exists(jar))
                .toList();
        if (!missing.isEmpty()) {
            throw new PlatformException(
                    "Not built yet: " + missing + ". Run ./mvnw package, or use the ./dcep script.");
        }
    }
}
