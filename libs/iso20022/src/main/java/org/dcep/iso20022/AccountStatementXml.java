package org.dcep.iso20022;

import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;
import org.dcep.iso20022.AccountStatement.Balance;

/** {@link AccountStatement} as camt.053.001.08. */
public final class AccountStatementXml {
    private AccountStatementXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(AccountStatement statement, OutputStream out) {
        XmlOut.document(MessageType.CAMT_053, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> parts.identification(statement.header()));
            xml.element("Stmt", () -> writeStatement(statement, xml, parts));
        });
    }

    private static void writeStatement(AccountStatement statement, XmlOut xml, Parts parts) throws XMLStreamException {
        xml.text("Id", statement.id());
        xml.time("CreDtTm", statement.header().createdAt());
        xml.element("FrToDt", () -> {
            xml.time("FrDtTm", statement.period().from());
            xml.time("ToDtTm", statement.period().to());
        });
        parts.servicedAccount("Acct", statement.account());
        writeBalance(code(statement.opening(), "OPBD"), statement.opening(), xml);
        writeBalance(code(statement.closing(), "CLBD"), statement.closing(), xml);
        if (statement.available().isPresent()) {
            Balance available = new Balance(
                    statement.available().get(),
                    statement.closing().date(),
                    statement.closing().interim());
            writeBalance(available.interim() ? "ITAV" : "CLAV", available, xml);
        }
        AccountEntryXml entries = new AccountEntryXml(xml);
        entries.totals(statement.entries());
        for (AccountEntry entry : statement.entries()) {
            entries.entry(entry);
        }
    }

    private static String code(Balance balance, String whole) {
        return balance.interim() ? "ITBD" : whole;
    }

    private static void writeBalance(String code, Balance balance, XmlOut xml) throws XMLStreamException {
        xml.element("Bal", () -> {
            xml.element("Tp", () -> xml.element("CdOrPrtry", () -> xml.text("Cd", code)));
            xml.amount("Amt", balance.amount().magnitudeFen());
            xml.text("CdtDbtInd", balance.amount().side());
            xml.element("Dt", () -> xml.date("Dt", balance.date()));
        });
    }
}
