package org.dcep.iso20022;

import java.util.List;

/**
 * Single debits and credits of an account as soon as they are booked, without balances (camt.054).
 *
 * @param id 1 to 35 printable characters
 * @param entries at least one
 */
public record AccountNotification(MessageHeader header, String id, Account account, List<AccountEntry> entries) {
    /**
     * @throws IllegalArgumentException if there is no entry
     */
    public AccountNotification {
        IsoText.id(id, IsoText.MAX_ID, "a notification's id");
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a notification has at least one entry");
        }
    }
}
