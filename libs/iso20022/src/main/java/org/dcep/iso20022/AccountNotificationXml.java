package org.dcep.iso20022;

import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;

/** {@link AccountNotification} as camt.054.001.08. */
public final class AccountNotificationXml {
    private AccountNotificationXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(AccountNotification notification, OutputStream out) {
        XmlOut.document(MessageType.CAMT_054, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> parts.identification(notification.header()));
            xml.element("Ntfctn", () -> writeNotification(notification, xml, parts));
        });
    }

    private static void writeNotification(AccountNotification notification, XmlOut xml, Parts parts)
            throws XMLStreamException {
        xml.text("Id", notification.id());
        xml.time("CreDtTm", notification.header().createdAt());
        parts.servicedAccount("Acct", notification.account());
        AccountEntryXml entries = new AccountEntryXml(xml);
        entries.totals(notification.entries());
        for (AccountEntry entry : notification.entries()) {
            entries.entry(entry);
        }
    }
}
