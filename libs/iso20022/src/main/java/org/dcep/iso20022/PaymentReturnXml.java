package org.dcep.iso20022;

import java.io.OutputStream;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.dcep.iso20022.PaymentReturn.Returned;

/** {@link PaymentReturn} as pacs.004.001.09. */
public final class PaymentReturnXml {
    private PaymentReturnXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(PaymentReturn message, OutputStream out) {
        XmlOut.document(MessageType.PACS_004, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> {
                parts.identification(message.header());
                xml.text("NbOfTxs", Integer.toString(message.returns().size()));
                xml.amount("TtlRtrdIntrBkSttlmAmt", message.total().magnitudeFen());
                xml.date("IntrBkSttlmDt", message.settlementDate());
                parts.settlement(message.network());
            });
            for (Returned returned : message.returns()) {
                xml.element("TxInf", () -> writeReturned(returned, xml, parts));
            }
        });
    }

    private static void writeReturned(Returned returned, XmlOut xml, Parts parts) throws XMLStreamException {
        // A payment comes back at most once, so its own id is enough.
        xml.text("RtrId", IsoText.compact(returned.paymentId()));
        parts.paymentIds("Orgnl", returned.paymentId());
        xml.amount("OrgnlIntrBkSttlmAmt", returned.amount().fen());
        xml.amount("RtrdIntrBkSttlmAmt", returned.amount().fen());
        parts.institution("InstgAgt", Institution.of(returned.payeeOperator()));
        parts.institution("InstdAgt", Institution.of(returned.payerOperator()));
        parts.reason("RtrRsnInf", returned.reason().code(), Optional.of(returned.detail()));
        xml.element("OrgnlTxRef", () -> {
            parts.account("DbtrAcct", Account.wallet(returned.payer(), returned.payerOperator()));
            parts.institution("DbtrAgt", Institution.of(returned.payerOperator()));
            parts.institution("CdtrAgt", Institution.of(returned.payeeOperator()));
            parts.account("CdtrAcct", Account.wallet(returned.payee(), returned.payeeOperator()));
        });
    }
}
