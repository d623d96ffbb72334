package org.dcep.simulator.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "201, ACCEPTED, true",
        "202, PENDING, true",
        "200, REPEATED, true",
        "400, REFUSED, false",
        "401, REFUSED, false",
        "409, REFUSED, false",
        "413, REFUSED, false",
        "422, REFUSED, false",
        "429, OVERLOADED, false",
        "500, UNKNOWN, false",
        "503, UNKNOWN, false",
        "302, UNKNOWN, false",
        "-1, UNKNOWN, false"
    })
    void aStatusSaysWhatBecameOfAPayment(int status, Outcome outcome, boolean acknowledged) {
        assertThat(Outcome.ofStatus(status)).isEqualTo(outcome);
        assertThat(outcome.isAcknowledged()).isEqualTo(acknowledged);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aByteInTheFileComesBackAsItsOutcome(Outcome outcome) {
        assertThat(Outcome.ofByte(outcome.code())).isEqualTo(outcome);
        assertThat(outcome.code()).isNotEqualTo(PreparedRequests.UNSENT);
    }
}
