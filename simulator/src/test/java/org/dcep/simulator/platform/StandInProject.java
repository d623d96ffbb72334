package org.dcep.simulator.platform;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project directory with stand-ins where the built services would be. */
record StandInProject(Path home) {

    static StandInProject in(Path directory) throws IOException, URISyntaxException {
        var project = new StandInProject(directory);
        for (Service service : Service.values()) {
            project.build(service, StandInMain.class);
        }
        return project;
    }

    void build(Service service, Class<?> main) throws IOException, URISyntaxException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                main.getProtectionDomain().getCodeSource().getLocation().toURI().toString());
        Path jar = service.jar(home);
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    SandboxOptions options() {
        System.setProperty("dcep.home", home.toString());
        return SandboxOptions.defaults();
    }
}
