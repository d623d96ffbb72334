package org.dcep.outbox;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.Topic;
import org.dcep.outbox.Position.Origin;

/** A record as it came from Kafka: events that a relay sent, or something that no relay would send. */
sealed interface Incoming {
    long offset();

    /** How many events it carries. */
    int size();

    /** Events with their sender, at least one; they took place in one transaction and are new or known together. */
    record Told(long offset, Origin origin, List<Event> events) implements Incoming {
        @Override
        public int size() {
            return events.size();
        }
    }

    /** Not an event; kept aside, because it cannot belong to the books. */
    record Garbage(long offset, byte[] key, byte[] payload, String reason) implements Incoming {
        @Override
        public int size() {
            return 1;
        }
    }

    /**
     * @throws IllegalStateException for an event of a relay that cannot be read here: skipping it would lose money, so
     *     the partition stops until a version that can read it is installed
     */
    static Incoming of(Topic topic, ConsumerRecord<byte[], byte[]> message) {
        Origin origin = Origin.readFrom(message.headers()).orElse(null);
        if (origin == null || message.value() == null) {
            String reason = origin == null ? "no well-formed relay headers" : "no payload";
            return new Garbage(message.offset(), message.key(), message.value(), reason);
        }
        try {
            return new Told(message.offset(), origin, EventJson.readAll(topic, message.value()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "event at offset " + message.offset() + " of " + topic.topicName() + " cannot be read", e);
        }
    }
}
