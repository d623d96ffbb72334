package org.dcep.iso20022;

import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;
import org.dcep.iso20022.PaymentStatusReport.Acceptance;
import org.dcep.iso20022.PaymentStatusReport.Status;

/** {@link PaymentStatusReport} as pacs.002.001.10. */
public final class PaymentStatusReportXml {
    private PaymentStatusReportXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(PaymentStatusReport report, OutputStream out) {
        XmlOut.document(MessageType.PACS_002, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> parts.identification(report.header()));
            xml.element("OrgnlGrpInfAndSts", () -> {
                xml.text("OrgnlMsgId", report.originalMessageId());
                xml.text("OrgnlMsgNmId", MessageType.PACS_008.id());
            });
            for (Status status : report.statuses()) {
                xml.element("TxInfAndSts", () -> writeStatus(status, xml, parts));
            }
        });
    }

    private static void writeStatus(Status status, XmlOut xml, Parts parts) throws XMLStreamException {
        parts.paymentIds("Orgnl", status.paymentId());
        xml.text("TxSts", status.progress().code());
        if (status.reason().isPresent()) {
            parts.reason("StsRsnInf", status.reason().get().code(), status.detail());
        }
        if (status.acceptance().isPresent()) {
            Acceptance acceptance = status.acceptance().get();
            xml.time("AccptncDtTm", acceptance.at());
            xml.element("FctvIntrBkSttlmDt", () -> xml.date("Dt", acceptance.businessDate()));
        }
    }
}
