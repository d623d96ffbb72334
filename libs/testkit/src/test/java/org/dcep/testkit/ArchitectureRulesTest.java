package org.dcep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.dcep.testkit.ArchitectureRules.DEPENDENCIES_POINT_ONE_WAY;
import static org.dcep.testkit.ArchitectureRules.KNOWS_NO_FRAMEWORK;
import static org.dcep.testkit.ArchitectureRules.NAMES_SAY_SOMETHING;
import static org.dcep.testkit.ArchitectureRules.NOBODY_BLOCKS_OR_SUBSCRIBES;
import static org.dcep.testkit.ArchitectureRules.NOBODY_SLEEPS;
import static org.dcep.testkit.ArchitectureRules.NOTHING_IS_FLOATING;
import static org.dcep.testkit.ArchitectureRules.NOTHING_IS_PRINTED;
import static org.dcep.testkit.ArchitectureRules.NO_UNSEEDED_RANDOMNESS;
import static org.dcep.testkit.ArchitectureRules.ONLY_CRYPTO_USES_PROVIDERS;
import static org.dcep.testkit.ArchitectureRules.TIME_COMES_FROM_A_CLOCK;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.dcep.issuer.planted.IssuerThatCallsTheWallet;
import org.dcep.kernel.planted.KernelThatKnowsTheContracts;
import org.dcep.ledger.planted.FloatingOffenders;
import org.dcep.unheardof.ClassOfAnUnknownModule;
import org.dcep.wallet.planted.Offenders;
import org.dcep.wallet.planted.ServiceThatStartsServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {
    static Stream<Arguments> plantedOffenders() {
        return Stream.of(
                arguments(DEPENDENCIES_POINT_ONE_WAY, KernelThatKnowsTheContracts.class),
                arguments(DEPENDENCIES_POINT_ONE_WAY, ServiceThatStartsServers.class),
                arguments(DEPENDENCIES_POINT_ONE_WAY, IssuerThatCallsTheWallet.class),
                arguments(DEPENDENCIES_POINT_ONE_WAY, ClassOfAnUnknownModule.class),
                arguments(ONLY_CRYPTO_USES_PROVIDERS, Offenders.UsesBouncyCastle.class),
                arguments(ONLY_CRYPTO_USES_PROVIDERS, Offenders.UsesTheFasterProvider.class),
                arguments(NOTHING_IS_PRINTED, Offenders.PrintsToOut.class),
                arguments(NOTHING_IS_PRINTED, Offenders.PrintsToErr.class),
                arguments(NOTHING_IS_PRINTED, Offenders.PrintsAStackTrace.class),
                arguments(NOBODY_SLEEPS, Offenders.SleepsInAThread.class),
                arguments(NOBODY_SLEEPS, Offenders.SleepsByTimeUnit.class),
                arguments(NO_UNSEEDED_RANDOMNESS, Offenders.UsesRandom.class),
                arguments(NO_UNSEEDED_RANDOMNESS, Offenders.UsesThreadLocalRandom.class),
                arguments(NO_UNSEEDED_RANDOMNESS, Offenders.UsesMathRandom.class),
                arguments(NOBODY_BLOCKS_OR_SUBSCRIBES, Offenders.Awaits.class),
                arguments(NOBODY_BLOCKS_OR_SUBSCRIBES, Offenders.AwaitsInALambda.class),
                arguments(NOBODY_BLOCKS_OR_SUBSCRIBES, Offenders.SubscribesToAUni.class),
                arguments(NOBODY_BLOCKS_OR_SUBSCRIBES, Offenders.SubscribesToAMulti.class),
                arguments(NOBODY_BLOCKS_OR_SUBSCRIBES, Offenders.BecomesAStage.class),
                arguments(NAMES_SAY_SOMETHING, Offenders.PaymentServiceImpl.class),
                arguments(NAMES_SAY_SOMETHING, Offenders.WalletManager.class),
                arguments(NAMES_SAY_SOMETHING, Offenders.MoneyHelper.class),
                arguments(NAMES_SAY_SOMETHING, Offenders.MoneyUtil.class),
                arguments(NAMES_SAY_SOMETHING, Offenders.WalletDto.class),
                arguments(TIME_COMES_FROM_A_CLOCK, Offenders.ReadsMillis.class),
                arguments(TIME_COMES_FROM_A_CLOCK, Offenders.ReadsTheInstant.class),
                arguments(TIME_COMES_FROM_A_CLOCK, Offenders.ReadsTheInstantByReference.class),
                arguments(TIME_COMES_FROM_A_CLOCK, Offenders.ReadsTheDate.class),
                arguments(TIME_COMES_FROM_A_CLOCK, Offenders.ReadsTheOldDate.class),
                arguments(NOTHING_IS_FLOATING, FloatingOffenders.DoubleField.class),
                arguments(NOTHING_IS_FLOATING, FloatingOffenders.FloatParameter.class),
                arguments(NOTHING_IS_FLOATING, FloatingOffenders.BoxedResult.class),
                arguments(NOTHING_IS_FLOATING, FloatingOffenders.DoubleArray.class),
                arguments(NOTHING_IS_FLOATING, FloatingOffenders.DoubleCall.class),
                arguments(KNOWS_NO_FRAMEWORK, FloatingOffenders.KnowsAFramework.class));
    }

    @ParameterizedTest
    @MethodSource("plantedOffenders")
    void everyRuleCatchesItsOffenders(ArchRule rule, Class<?> offender) {
        assertThat(rule.evaluate(imported(offender)).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("plantedOffenders")
    void theRulesOfServicesAndThePureCoreContainEveryRule(ArchRule rule, Class<?> offender) {
        boolean forThePureCoreOnly = rule == NOTHING_IS_FLOATING || rule == KNOWS_NO_FRAMEWORK;
        ArchRule all = forThePureCoreOnly ? ArchitectureRules.PURE : ArchitectureRules.SERVICE;
        assertThat(all.evaluate(imported(offender)).hasViolation()).isTrue();
    }

    @Test
    void theInnocentPass() {
        ArchitectureRules.SERVICE.check(imported(Offenders.Innocent.class));
        ArchitectureRules.PURE.check(imported(FloatingOffenders.Exact.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.dcep.kernel", "org.dcep.ledger", "org.dcep.clearing"})
    void thePureCoreKeepsItsRules(String module) {
        ArchitectureRules.PURE.check(ArchitectureRules.mainClassesOf(module));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.dcep.crypto", "org.dcep.contracts"})
    void librariesKeepTheirRules(String module) {
        ArchitectureRules.LIBRARY.check(ArchitectureRules.mainClassesOf(module));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.dcep.platform", "org.dcep.testkit"})
    void supportKeepsWhatHoldsEverywhere(String module) {
        ArchitectureRules.EVERYWHERE.check(ArchitectureRules.mainClassesOf(module));
    }

    @Test
    void refusesToCheckNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureRules.mainClassesOf("org.dcep.wallet.nowhere"));
    }

    private static JavaClasses imported(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
