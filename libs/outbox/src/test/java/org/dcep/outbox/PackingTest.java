package org.dcep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.PolicyPublished;
import org.dcep.contracts.Topic;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void eventsOfOneKeyShareARecordInTheirOrder() {
        List<Packing.Packet> packets = Packing.of(List.of(gas(1), gas(2), gas(1), gas(1)), this::numbered);
        assertThat(packets).extracting(Packing.Packet::key).containsExactly("GAS:1", "GAS:2");
        assertThat(packets).extracting(Packing.Packet::payload).containsExactly("0\n2\n3", "1");
        assertThat(packets).extracting(Packing.Packet::topic).containsOnly(Topic.POLICY_PUBLISHED);
    }

    @Test
    void fullRecordIsFollowedByAnother() {
        List<Event> many = new ArrayList<>();
        for (int i = 0; i < 2 * Packing.MOST_EVENTS + 1; i++) {
            many.add(gas(1));
        }
        assertThat(Packing.of(many, this::numbered))
                .extracting(packet -> packet.payload().lines().count())
                .containsExactly((long) Packing.MOST_EVENTS, (long) Packing.MOST_EVENTS, 1L);
    }

    @Test
    void eventThatDoesNotFitBesideOthersTravelsAlone() {
        String large = "x".repeat(Packing.ENOUGH_CHARS);
        List<String> json = List.of("a", large, large, "b", "c");
        List<Packing.Packet> packets =
                Packing.of(List.of(gas(1), gas(1), gas(1), gas(1), gas(1)), event -> json.get(count++));
        assertThat(packets).extracting(Packing.Packet::payload).containsExactly("a", large, large, "b\nc");
    }

    private int count;

    private String numbered(Event event) {
        return Integer.toString(count++);
    }

    private static Event gas(int version) {
        return new PolicyPublished("GAS", version, Instant.EPOCH, "", "key", "signature");
    }
}
