package org.dcep.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules of the house as ArchUnit rules. A module checks itself with one test:
 *
 * <pre>{@code
 * @Test
 * void keepsTheRulesOfTheHouse() {
 *     ArchitectureRules.SERVICE.check(ArchitectureRules.mainClassesOf("org.dcep.wallet"));
 * }
 * }</pre>
 *
 * <p>They see declarations, calls and method references in byte code. A local variable of type {@code double} that
 * nothing else touches escapes them.
 */
public final class ArchitectureRules {
    private static final Set<String> STANDARD_STREAMS = Set.of("out", "err", "in");
    private static final Set<String> UNSEEDED = Set.of("java.util.concurrent.ThreadLocalRandom", "java.util.Random");
    private static final Set<String> BLOCKING = Set.of("await", "subscribe", "subscribeAsCompletionStage");
    private static final Pattern EMPTY_NAME = Pattern.compile(".+(Impl|Manager|Helper|Utils?|Dto|DTO)");

    /** ARCHITECTURE.md section 1: kernel, then what explains it, then what carries it, then services. */
    public static final ArchRule DEPENDENCIES_POINT_ONE_WAY = classes()
            .should(new ModuleDependencies())
            .allowEmptyShould(true)
            .because("a library that knows its users cannot be understood without them");

    /** Bouncy Castle and the faster provider beside it: one place to review, and one place to exchange. */
    public static final ArchRule ONLY_CRYPTO_USES_PROVIDERS = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcep.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bouncycastle..", "com.amazon.corretto..")
            .allowEmptyShould(true)
            .because("a wrong call there accepts forged payments");

    /** A log line has a level and a place; a printed one has neither. */
    public static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .should()
            .accessTargetWhere(access(
                    "is a standard stream or a printed stack trace",
                    target -> isOwnedBy(target, System.class) && STANDARD_STREAMS.contains(name(target))
                            || name(target).equals("printStackTrace")))
            .allowEmptyShould(true);

    /** Waiting for a time is waiting too long or not long enough. */
    public static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .accessTargetWhere(access("is a sleep", target -> name(target).equals("sleep")))
            .allowEmptyShould(true);

    /** A run must be repeatable from its seed, and a secret must not come from a weak source. */
    public static final ArchRule NO_UNSEEDED_RANDOMNESS = noClasses()
            .should()
            .accessTargetWhere(access(
                    "is unseeded or weak randomness",
                    target -> UNSEEDED.contains(target.getTargetOwner().getName())
                            || isOwnedBy(target, Math.class) && name(target).equals("random")))
            .allowEmptyShould(true);

    /** For packages in which every number is money, units or time. */
    public static final ArchRule NOTHING_IS_FLOATING = noClasses()
            .should(new FloatingPoint())
            .allowEmptyShould(true)
            .because("a double cannot hold 0.1, and sums of fen must be exact");

    /** A reactive pipeline is returned; only the outbox and the framework start one. */
    public static final ArchRule NOBODY_BLOCKS_OR_SUBSCRIBES = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcep.outbox..")
            .should()
            .accessTargetWhere(access(
                    "waits for or starts a pipeline",
                    target -> target.getTargetOwner().getPackageName().startsWith("io.smallrye.mutiny")
                            && BLOCKING.contains(name(target))))
            .allowEmptyShould(true)
            .because("what nobody returns fails without anybody's notice");

    /** Names that say what a thing is made like instead of what it is. */
    public static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(EMPTY_NAME.pattern())
            .allowEmptyShould(true)
            .because("such a name fits every class and explains none");

    /** Whoever needs the time is given a {@link Clock}, so that a test can stand at midnight. */
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .accessTargetWhere(access("reads the wall clock", ArchitectureRules::readsTheWallClock))
            .allowEmptyShould(true);

    /** For {@code kernel}, {@code ledger} and {@code clearing}: rules that need nothing but the JDK and each other. */
    public static final ArchRule KNOWS_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.dcep.kernel..", "org.dcep.ledger..", "org.dcep.clearing..")
            .allowEmptyShould(true);

    /** What holds for every module. */
    public static final ArchRule EVERYWHERE = CompositeArchRule.of(DEPENDENCIES_POINT_ONE_WAY)
            .and(ONLY_CRYPTO_USES_PROVIDERS)
            .and(NAMES_SAY_SOMETHING);

    /** What holds for libraries that run inside services. */
    public static final ArchRule LIBRARY =
            CompositeArchRule.of(EVERYWHERE).and(NOTHING_IS_PRINTED).and(NO_UNSEEDED_RANDOMNESS);

    /** What holds for the three services. */
    public static final ArchRule SERVICE = CompositeArchRule.of(LIBRARY)
            .and(NOBODY_SLEEPS)
            .and(NOBODY_BLOCKS_OR_SUBSCRIBES)
            .and(TIME_COMES_FROM_A_CLOCK);

    /** What holds for the pure core. */
    public static final ArchRule PURE =
            CompositeArchRule.of(SERVICE).and(NOTHING_IS_FLOATING).and(KNOWS_NO_FRAMEWORK);

    private ArchitectureRules() {}

    /**
     * The classes of a package and below, without tests.
     *
     * @throws IllegalArgumentException if there are none, because every rule holds for nothing
     */
    public static JavaClasses mainClassesOf(String packageName) {
        JavaClasses found = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no classes in " + packageName);
        }
        return found;
    }

    private static boolean readsTheWallClock(JavaAccess<?> access) {
        if (isOwnedBy(access, System.class)) {
            return name(access).equals("currentTimeMillis");
        }
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        boolean givenAClock = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        boolean now = access.getTargetOwner().getPackageName().startsWith("java.time")
                && name(access).equals("now")
                && !givenAClock;
        boolean date = access.getTargetOwner().isEquivalentTo(java.util.Date.class)
                && target.getRawParameterTypes().isEmpty()
                && name(access).equals("<init>");
        return now || date;
    }

    private static boolean isOwnedBy(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTarget().getName();
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
