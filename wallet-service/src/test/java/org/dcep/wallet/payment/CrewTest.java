package org.dcep.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewTest {
    @ParameterizedTest
    @CsvSource({"7, 2, 7", "1, 64, 1", "0, 1, 1", "0, 2, 1", "0, 3, 1", "0, 64, 32", "-1, 8, 4"})
    void isHalfOfTheProcessorsUnlessChosen(int chosen, int processors, int expected) {
        assertThat(Crew.of(chosen, processors)).isEqualTo(expected);
    }
}
