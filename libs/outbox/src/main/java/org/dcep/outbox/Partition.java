package org.dcep.outbox;

import org.dcep.contracts.Topic;

/** A partition as one consumer sees it: the key of its rows. */
record Partition(String consumer, Topic topic, int number) {
    @Override
    public String toString() {
        return topic.topicName() + "-" + number + " (" + consumer + ")";
    }
}
