package org.dcep.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Modules are the packages below {@code org.dcep}; each may use those that are listed for it, and itself. */
final class ModuleDependencies extends ArchCondition<JavaClass> {
    private static final String ROOT = "org.dcep.";
    private static final Set<String> CORE = Set.of("kernel", "crypto", "ledger", "contracts");
    private static final Set<String> SERVICE = union(CORE, "outbox", "web");
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("crypto", Set.of("kernel")),
            Map.entry("ledger", Set.of("kernel")),
            Map.entry("clearing", Set.of("kernel")),
            Map.entry("contracts", Set.of("kernel", "ledger", "clearing")),
            Map.entry("iso20022", Set.of("kernel")),
            Map.entry("outbox", CORE),
            Map.entry("web", CORE),
            Map.entry("platform", Set.of()),
            Map.entry("testkit", union(CORE, "clearing", "platform")),
            Map.entry("issuer", union(SERVICE, "iso20022")),
            Map.entry("wallet", union(SERVICE, "iso20022")),
            Map.entry("settlement", union(SERVICE, "clearing", "iso20022")),
            // Not the ledger: the auditor computes gas with code of its own.
            Map.entry("auditor", Set.of("kernel", "crypto", "contracts")),
            Map.entry("simulator", union(CORE, "clearing", "iso20022", "platform")));

    ModuleDependencies() {
        super("use only the modules that come before theirs");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Optional<String> module = moduleOf(type);
        if (module.isEmpty()) {
            return;
        }
        Set<String> allowed = MAY_USE.get(module.get());
        if (allowed == null) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in an unknown module"));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            moduleOf(dependency.getTargetClass().getBaseComponentType())
                    .filter(used -> !used.equals(module.get()) && !allowed.contains(used))
                    .ifPresent(used -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
        }
    }

    private static Optional<String> moduleOf(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT)) {
            return Optional.empty();
        }
        String below = type.getPackageName().substring(ROOT.length());
        int end = below.indexOf('.');
        return Optional.of(end < 0 ? below : below.substring(0, end));
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
