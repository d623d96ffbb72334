package org.dcep.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dcep.contracts.Event;
import org.dcep.contracts.Topic;

/**
 * Puts the events that one transaction sends to one topic under one key into common records, a line each. A payment's
 * event is some 300 bytes: as a row, a record and a position of its own it would cost PostgreSQL, relay, broker and
 * every reader more than its content does. The records of a topic and key keep the order of their events.
 */
final class Packing {
    /** A record that holds more is closed: readers take a record as a whole. */
    static final int ENOUGH_CHARS = 64 * 1024;

    static final int MOST_EVENTS = 250;

    private final Map<Address, Packet> open = new HashMap<>();
    private final List<Packet> packets = new ArrayList<>();

    private record Address(Topic topic, String key) {}

    /** One record to be. */
    static final class Packet {
        private final Address address;
        private final StringBuilder lines = new StringBuilder();
        private int events;

        private Packet(Address address) {
            this.address = address;
        }

        Topic topic() {
            return address.topic();
        }

        String key() {
            return address.key();
        }

        String payload() {
            return lines.toString();
        }

        private void add(String event) {
            if (events++ > 0) {
                lines.append('\n');
            }
            lines.append(event);
        }

        private boolean hasRoomFor(String event) {
            return events == 0 || events < MOST_EVENTS && lines.length() + event.length() < ENOUGH_CHARS;
        }
    }

    private Packing() {}

    /**
     * @param json writes an event without a line feed, as JSON writers do
     * @return records in the order in which they were begun
     */
    static List<Packet> of(List<? extends Event> events, Function<Event, String> json) {
        Packing packing = new Packing();
        for (Event event : events) {
            packing.add(new Address(event.topic(), event.key()), json.apply(event));
        }
        return packing.packets;
    }

    private void add(Address address, String event) {
        Packet packet = open.get(address);
        if (packet == null || !packet.hasRoomFor(event)) {
            packet = new Packet(address);
            open.put(address, packet);
            packets.add(packet);
        }
        packet.add(event);
    }
}
