package org.dcep.auditor.audit;

import java.io.IOException;
import java.util.List;
import org.dcep.contracts.Event;
import org.dcep.contracts.EventJson;
import org.dcep.contracts.Topic;

/** Reads records; what could not be counted does not leave here. */
final class EventRecords {
    private EventRecords() {}

    /**
     * The events of a record, at least one.
     *
     * @throws IOException if one of them is no event of {@code topic}, or cannot be counted: all are refused then
     */
    static List<? extends Event> read(Topic topic, byte[] record) throws IOException {
        List<? extends Event> told =
                topic == Topic.PAYMENT_COMMITTED ? PaymentLines.read(record) : EventJson.readAll(topic, record);
        if (!told.stream().allMatch(EventRules::isCountable)) {
            throw new IOException("an event with a name, number or amount that is none");
        }
        return told;
    }
}
