package org.dcep.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class YuanTest {
    @Test
    void exactAmountsKeepEveryFen() {
        assertThat(Yuan.exact(123_456_789)).isEqualTo("1,234,567.89");
        assertThat(Yuan.exact(-5)).isEqualTo("-0.05");
        assertThat(Yuan.exact(Long.MIN_VALUE)).isEqualTo("-92,233,720,368,547,758.08");
        assertThat(Yuan.exact(BigInteger.TEN.pow(20))).isEqualTo("1,000,000,000,000,000,000.00");
    }

    @Test
    void briefAmountsFitALabel() {
        assertThat(Yuan.brief(123_456_789)).isEqualTo("1.23 M");
        assertThat(Yuan.brief(1_234_567)).isEqualTo("12.3 k");
        assertThat(Yuan.brief(99_949_999_999L)).isEqualTo("999 M");
        assertThat(Yuan.brief(50)).isEqualTo("0.50");
    }

    @Test
    void csvFieldsAreQuotedWhereTheyMustBe() {
        assertThat(CsvFiles.field("plain")).isEqualTo("plain");
        assertThat(CsvFiles.field("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    }
}
