package org.dcep.wallet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.dcep.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SERVICE = ArchitectureRules.mainClassesOf("org.dcep.wallet");

    /**
     * In the queue of payments many requests become one transaction. No request's pipeline can carry that, so the queue
     * starts one of its own; and the short way of a payment starts what the framework starts for other requests.
     * Nothing else does.
     */
    @Test
    void keepsTheRulesOfTheHouse() throws ClassNotFoundException {
        Class<?> queue = Class.forName("org.dcep.wallet.payment.PaymentQueue");
        Class<?> route = Class.forName("org.dcep.wallet.payment.PaymentRoute");
        ArchitectureRules.SERVICE.check(SERVICE.that(not(belongToAnyOf(queue, route))));
        ArchitectureRules.LIBRARY.check(SERVICE);
        ArchitectureRules.NOBODY_SLEEPS.check(SERVICE);
        ArchitectureRules.TIME_COMES_FROM_A_CLOCK.check(SERVICE);
    }
}
