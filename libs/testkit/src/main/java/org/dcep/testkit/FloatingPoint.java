package org.dcep.testkit;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** Floating-point numbers in fields, parameters, results and calls. Satisfied by classes that have any. */
final class FloatingPoint extends ArchCondition<JavaClass> {
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    FloatingPoint() {
        super("have floating-point numbers");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
            if (isFloating(field.getRawType())) {
                events.add(SimpleConditionEvent.satisfied(type, field.getDescription() + " is floating"));
            }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (mentions(unit.getRawReturnType(), unit.getRawParameterTypes().stream())) {
                events.add(SimpleConditionEvent.satisfied(type, unit.getDescription() + " takes or gives floating"));
            }
        }
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (access.getTarget() instanceof CodeUnitAccessTarget target
                    && mentions(target.getRawReturnType(), target.getRawParameterTypes().stream())) {
                events.add(SimpleConditionEvent.satisfied(type, access.getDescription() + ", which is floating"));
            }
        }
    }

    private static boolean mentions(JavaClass result, Stream<JavaClass> parameters) {
        return isFloating(result) || parameters.anyMatch(FloatingPoint::isFloating);
    }

    private static boolean isFloating(JavaClass type) {
        return FLOATING.contains(type.getBaseComponentType().getName());
    }
}
