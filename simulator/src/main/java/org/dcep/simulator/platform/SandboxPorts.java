package org.dcep.simulator.platform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcep.platform.PlatformException;
import org.dcep.platform.Ports;

/** One port for each service, then PostgreSQL and Kafka. */
record SandboxPorts(List<Integer> services, int postgres, int kafka) {
    private static final int COUNT = 6;

    static SandboxPorts choose(SandboxOptions options) {
        if (options.portBase().isEmpty()) {
            return of(free());
        }
        int base = options.portBase().getAsInt();
        List<Integer> wanted =
                IntStream.rangeClosed(base + 1, base + COUNT).boxed().toList();
        List<Integer> taken =
                wanted.stream().filter(port -> !Ports.isFree(port)).toList();
        if (taken.isEmpty()) {
            return of(wanted);
        }
        if (options.portBaseIsWish()) {
            options.progress().accept("port " + taken.get(0) + " is taken, choosing free ports");
            return of(free());
        }
        throw new PlatformException("Port " + taken + " is taken. Choose another --port-base.");
    }

    private static List<Integer> free() {
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < COUNT) {
            chosen.add(Ports.free());
        }
        return List.copyOf(chosen);
    }

    private static SandboxPorts of(List<Integer> ports) {
        int services = Service.values().length;
        return new SandboxPorts(ports.subList(0, services), ports.get(services), ports.get(services + 1));
    }

    int of(Service service) {
        return services.get(service.ordinal());
    }
}
