package org.dcep.iso20022;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What identifies a message.
 *
 * @param id 1 to 35 printable characters, unique for its sender
 * @param createdAt written and kept to the millisecond
 */
public record MessageHeader(String id, Instant createdAt) {
    /** A header whose id is made from a name: the same for the same name, another for another. */
    public static MessageHeader named(String name, Instant createdAt) {
        UUID id = UUID.nameUUIDFromBytes(("dcep-message/" + name).getBytes(StandardCharsets.UTF_8));
        return new MessageHeader(IsoText.compact(id), createdAt);
    }

    /**
     * @throws IllegalArgumentException if the id is none
     */
    public MessageHeader {
        IsoText.id(id, IsoText.MAX_ID, "a message's id");
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
