package org.dcep.auditor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.dcep.auditor.planted.AuditorThatAsksTheLedger;
import org.dcep.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = ArchitectureRules.mainClassesOf("org.dcep.auditor");

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.LIBRARY.check(MAIN);
        ArchitectureRules.NOBODY_SLEEPS.check(MAIN);
        ArchitectureRules.TIME_COMES_FROM_A_CLOCK.check(MAIN);
    }

    @Test
    void packagesDependOnOneAnotherInOneDirection() {
        slices().matching("org.dcep.auditor.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void whatIsMoneyIsNotFloating() {
        for (String part : new String[] {"book", "coin", "gas", "position", "row", "finding"}) {
            ArchitectureRules.NOTHING_IS_FLOATING.check(ArchitectureRules.mainClassesOf("org.dcep.auditor." + part));
        }
    }

    /** That MAIN does not ask the ledger is held by the rules of the house; here is that they would notice. */
    @Test
    void anAuditorThatAsksTheLedgerIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(AuditorThatAsksTheLedger.class);
        assertThat(ArchitectureRules.DEPENDENCIES_POINT_ONE_WAY
                        .evaluate(planted)
                        .getFailureReport()
                        .getDetails())
                .isNotEmpty();
    }
}
