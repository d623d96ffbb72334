package org.dcep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.dcep.outbox.Position.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final UUID SOURCE = UUID.fromString("018f2f3e-0000-7000-8000-000000000001");

    @Test
    void ordersByTransactionThenRow() {
        assertThat(new Position(7, 9)).isLessThan(new Position(8, 1)).isGreaterThan(new Position(7, 8));
        assertThat(Position.START).isLessThan(new Position(3, 1));
    }

    @Test
    void headersComeBackAsTheyWereWritten() {
        RecordHeaders headers = new RecordHeaders();
        Origin origin = new Origin(SOURCE, new Position(123, 45));
        origin.writeTo(headers);
        assertThat(Origin.readFrom(headers)).isEqualTo(Optional.of(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1", "1:", ":1", "-1:1", "01:1", "1:1 ", "1:1:1", "a:1", "9999999999999999999:1"})
    void refusesWhatNoRelayWrites(String text) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Position.SOURCE_HEADER, SOURCE.toString().getBytes(StandardCharsets.US_ASCII));
        headers.add(Position.POSITION_HEADER, text.getBytes(StandardCharsets.US_ASCII));
        assertThat(Origin.readFrom(headers)).isEmpty();
    }

    @Test
    void refusesMissingDoubleAndForeignHeaders() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(Origin.readFrom(headers)).isEmpty();
        new Origin(SOURCE, new Position(1, 1)).writeTo(headers);
        new Origin(SOURCE, new Position(1, 2)).writeTo(headers);
        assertThat(Origin.readFrom(headers)).isEmpty();
        RecordHeaders foreign = new RecordHeaders();
        foreign.add(Position.SOURCE_HEADER, "nobody".getBytes(StandardCharsets.US_ASCII));
        foreign.add(Position.POSITION_HEADER, "1:1".getBytes(StandardCharsets.US_ASCII));
        assertThat(Origin.readFrom(foreign)).isEmpty();
    }
}
