package org.dcep.auditor.log;

/** Where a record lies. */
public record Place(String topic, int partition, long offset) {
    /** The same in one word, such as {@code dcep.payment.committed/2@17}. */
    public String text() {
        return topic + "/" + partition + "@" + offset;
    }
}
