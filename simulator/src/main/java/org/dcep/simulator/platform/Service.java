package org.dcep.simulator.platform;

import java.nio.file.Path;
import java.util.Locale;

/** The services of a network, in the order of their ports. */
public enum Service {
    /** The central bank. */
    ISSUER(256),
    /** The operators and the public; it carries the payments, so it gets most memory. */
    WALLET(384),
    /** Between the tiers. */
    SETTLEMENT(256);

    private final int heapMegabytes;

    Service(int heapMegabytes) {
        this.heapMegabytes = heapMegabytes;
    }

    /** The name of its database, its database user and its log. */
    public String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** Distance of its port from the port base: 1, 2 and 3. */
    int portOffset() {
        return ordinal() + 1;
    }

    Path jar(Path projectHome) {
        return projectHome.resolve(lowerCaseName() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
