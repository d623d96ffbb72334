package org.dcep.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcep.clearing.Algorithm;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.Offsetting;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Shortfall;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.WalletClassPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyJsonTest {
    static Stream<PriceRule> rules() {
        return Stream.of(
                new PriceRule.Zero(),
                new PriceRule.Fixed(2),
                new PriceRule.Schedule(45),
                new PriceRule.Tiered(List.of(new PriceRule.Tiered.Tier(500_000, 10)), 50),
                new PriceRule.AdValorem(60, 1, 500),
                new PriceRule.TimeOfDay(
                        List.of(new PriceRule.TimeOfDay.Window(LocalTime.of(8, 0), LocalTime.of(20, 0), 90)), 30));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyPriceRuleSurvivesTheRoundTrip(PriceRule rule) {
        GasPolicy policy = new GasPolicy(
                rule, GasPolicy.initial().units(), GasPolicy.initial().beneficiaries());
        String document = PolicyJson.write(policy);
        assertThat(PolicyJson.readGas(document)).isEqualTo(policy);
        assertThat(PolicyJson.write(PolicyJson.readGas(document))).isEqualTo(document);
    }

    @Test
    void presetsSurviveTheRoundTripAndShowNoLimitAsNull() {
        for (WalletClassPolicy policy : List.of(WalletClassPolicy.presetA(), WalletClassPolicy.presetB())) {
            String document = PolicyJson.write(policy);
            assertThat(PolicyJson.readWalletClasses(document)).isEqualTo(policy);
            assertThat(document).contains("\"CORPORATE\":{\"annualFen\":null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "{\"price\":{\"rule\":\"FREE\"},\"units\":{},\"beneficiaries\":[]}",
                "{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":1.5,\"PAYROLL_ITEM\":1},"
                        + "\"beneficiaries\":[{\"name\":\"treasury\",\"basisPoints\":10000}]}",
                "{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":1,\"PAYROLL_ITEM\":1},"
                        + "\"beneficiaries\":[{\"name\":\"treasury\",\"basisPoints\":9999}]}",
                "{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":\"1\",\"PAYROLL_ITEM\":1},"
                        + "\"beneficiaries\":[{\"name\":\"treasury\",\"basisPoints\":10000}]}",
                "{\"price\":{\"rule\":\"ZERO\"},\"units\":{\"TRANSFER\":1,\"PAYROLL_ITEM\":1},\"more\":1,"
                        + "\"beneficiaries\":[{\"name\":\"treasury\",\"basisPoints\":10000}]}"
            })
    void refusesWhatItDoesNotFullyUnderstand(String document) {
        assertThatThrownBy(() -> PolicyJson.readGas(document)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAWalletClassPolicyWithAMissingClass() {
        assertThatThrownBy(() -> PolicyJson.readWalletClasses("{\"name\":\"X\",\"classes\":{\"I\":{}}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aSettlementPolicySurvivesTheRoundTripInOneForm() {
        SettlementPolicy policy = new SettlementPolicy(
                ClearingRules.of(ClearingMode.HYBRID, SettlementAsset.RESERVES)
                        .with(Offsetting.ALL
                                .withAlgorithms(Set.of(Algorithm.CYCLES, Algorithm.BILATERAL))
                                .withoutBypass())
                        .with(Shortfall.RECAST)
                        .with(new EndOfDay.ForceOnCredit(80)),
                new SettlementPolicy.PriorityRule(Optional.of(Money.fen(10)), Optional.of(Money.fen(20))),
                new SettlementPolicy.Caps(Money.fen(500), Optional.of(Money.fen(900))),
                new TreeMap<>(Map.of(OperatorId.of("boc"), SettlementPolicy.Caps.NONE)));
        String document = PolicyJson.write(policy);
        assertThat(PolicyJson.readSettlement(document)).isEqualTo(policy);
        assertThat(PolicyJson.write(PolicyJson.readSettlement(document))).isEqualTo(document);
        assertThat(document).contains("\"algorithms\":[\"BILATERAL\",\"CYCLES\"]");
    }

    @Test
    void whatASettlementPolicyLeavesOutIsTheDefault() {
        assertThat(PolicyJson.readSettlement("{\"mode\":\"GROSS\",\"asset\":\"CURRENCY\"}"))
                .isEqualTo(SettlementPolicy.of(ClearingMode.GROSS, SettlementAsset.CURRENCY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\":\"GROSS\" | mode and asset",
                "\"mode\":0,\"asset\":\"RESERVES\" | ClearingMode",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"endOfDay\":{\"rule\":\"RETURN\"} | RETURN",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"endOfDay\":{\"rule\":\"KEEP\",\"pricePpm\":1} | pricePpm",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"endOfDay\":{\"rule\":\"FORCE_ON_CREDIT\"} | pricePpm",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"caps\":{\"creditCapFen\":-1} | creditCapFen",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"caps\":{\"creditCapFen\":1.5} | Floating-point",
                "\"mode\":\"GROSS\",\"asset\":\"CURRENCY\",\"operators\":{\"a\":{\"creditCapFen\":1}} | never lent",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"operators\":{\"a b\":{}} | operatorId",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"offsetting\":{\"maxCycleLength\":9} | maxCycleLength",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"offsetting\":{\"algorithms\":[\"CYCLES\",\"CYCLES\"]} | once",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"priorities\":{\"highFromFen\":5,\"urgentFromFen\":5} | urgent",
                "\"mode\":\"GROSS\",\"asset\":\"RESERVES\",\"more\":1 | more"
            })
    void refusesASettlementPolicyThatItDoesNotFullyUnderstand(String members, String named) {
        assertThatThrownBy(() -> PolicyJson.readSettlement("{" + members + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
