package org.dcep.issuer;

import org.dcep.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.SERVICE.check(ArchitectureRules.mainClassesOf("org.dcep.issuer"));
    }
}
