package org.dcep.iso20022;

import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;

/** {@link LiquidityTransfer} as camt.050.001.05. */
public final class LiquidityTransferXml {
    private LiquidityTransferXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(LiquidityTransfer transfer, OutputStream out) {
        XmlOut.document(MessageType.CAMT_050, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("MsgHdr", () -> parts.identification(transfer.header()));
            xml.element("LqdtyCdtTrf", () -> writeTransfer(transfer, xml, parts));
        });
    }

    private static void writeTransfer(LiquidityTransfer transfer, XmlOut xml, Parts parts) throws XMLStreamException {
        xml.element("LqdtyTrfId", () -> parts.paymentIds("", transfer.transferId()));
        parts.institution("Cdtr", transfer.creditorAccount().servicer());
        parts.account("CdtrAcct", transfer.creditorAccount());
        xml.element("TrfdAmt", () -> xml.amount("AmtWthCcy", transfer.amount().fen()));
        parts.institution("Dbtr", transfer.debtorAccount().servicer());
        parts.account("DbtrAcct", transfer.debtorAccount());
        xml.date("SttlmDt", transfer.settlementDate());
    }
}
