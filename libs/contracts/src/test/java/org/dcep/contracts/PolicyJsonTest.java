package org.dcep.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.dcep.ledger.GasPolicy;
import org.dcep.ledger.PriceRule;
import org.dcep.ledger.WalletClassPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
