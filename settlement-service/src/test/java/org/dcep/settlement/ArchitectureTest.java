package org.dcep.settlement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.dcep.settlement.planted.reconciliation.ReaderThatAsksTheSettler;
import org.dcep.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = ArchitectureRules.mainClassesOf("org.dcep.settlement");

    /** A reader that used the settler's code would repeat the settler's mistakes. */
    private static final ArchRule THE_SECOND_READER_HAS_ITS_OWN_CODE = noClasses()
            .that()
            .resideInAPackage("..settlement..reconciliation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.dcep.settlement.intake..",
                    "org.dcep.settlement.cycle..",
                    "org.dcep.settlement.finality..",
                    "org.dcep.settlement.netting..",
                    "org.dcep.settlement.reserve..",
                    "org.dcep.settlement.treasury..",
                    "org.dcep.settlement.clearing..",
                    "org.dcep.settlement.policy..",
                    "org.dcep.settlement.report..");

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.SERVICE.check(MAIN);
    }

    @Test
    void packagesDependOnOneAnotherInOneDirection() {
        slices().matching("org.dcep.settlement.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nettingIsPure() {
        noClasses()
                .that()
                .resideInAPackage("org.dcep.settlement.netting..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.dcep.settlement.netting..", "org.dcep.contracts..")
                .check(MAIN);
        ArchitectureRules.NOTHING_IS_FLOATING.check(ArchitectureRules.mainClassesOf("org.dcep.settlement.netting"));
    }

    @Test
    void theSecondReaderHasItsOwnCode() {
        THE_SECOND_READER_HAS_ITS_OWN_CODE.check(MAIN);
    }

    @Test
    void aSecondReaderThatAsksTheSettlerIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(ReaderThatAsksTheSettler.class);
        assertThat(THE_SECOND_READER_HAS_ITS_OWN_CODE.evaluate(planted).hasViolation())
                .isTrue();
    }
}
