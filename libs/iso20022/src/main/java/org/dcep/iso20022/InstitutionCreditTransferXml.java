package org.dcep.iso20022;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.dcep.iso20022.InstitutionCreditTransfer.Obligation;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/** {@link InstitutionCreditTransfer} as pacs.009.001.08. */
public final class InstitutionCreditTransferXml {
    private static final MessageType TYPE = MessageType.PACS_009;
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    /**
     * What stands before the obligations of a message, and holds for all of them.
     *
     * @param count how many obligations there are
     * @param total their sum
     */
    public record Head(
            MessageHeader header, String network, LocalDate settlementDate, long count, SignedAmount total) {}

    private InstitutionCreditTransferXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(InstitutionCreditTransfer message, OutputStream out) {
        XmlOut.document(TYPE, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> {
                parts.identification(message.header());
                xml.text("NbOfTxs", Integer.toString(message.obligations().size()));
                xml.amount("TtlIntrBkSttlmAmt", message.total().magnitudeFen());
                xml.date("IntrBkSttlmDt", message.settlementDate());
                parts.settlement(message.network());
            });
            for (Obligation obligation : message.obligations()) {
                xml.element("CdtTrfTxInf", () -> writeObligation(obligation, xml, parts));
            }
        });
    }

    private static void writeObligation(Obligation obligation, XmlOut xml, Parts parts) throws XMLStreamException {
        xml.element("PmtId", () -> {
            xml.text("EndToEndId", obligation.id());
            xml.text("TxId", obligation.id());
        });
        xml.amount("IntrBkSttlmAmt", obligation.amount().fen());
        xml.text("SttlmPrty", obligation.priority().code());
        if (obligation.notBefore().isPresent()) {
            xml.element(
                    "SttlmTmReq",
                    () -> xml.text(
                            "FrTm", TIME_OF_DAY.format(obligation.notBefore().get())));
        }
        parts.institution("Dbtr", Institution.of(obligation.debtor()));
        parts.institution("Cdtr", Institution.of(obligation.creditor()));
    }

    /**
     * Reads a message that is written as {@link #write} writes it, whatever its layout. Strict: an element that this
     * sandbox has no use for is refused rather than overlooked, ids must differ, and the header's count and total must be
     * right.
     */
    public static MessageReading<InstitutionCreditTransfer> read(InputStream in, ReadingLimits limits) {
        List<Obligation> obligations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        MessageReading<Head> reading = XmlIn.read(
                TYPE,
                in,
                limits,
                xml -> readMessage(xml, obligation -> {
                    xml.require(ids.add(obligation.id()), "two obligations have the same id");
                    obligations.add(obligation);
                }));
        return reading.fold(
                head -> new MessageReading.Readable<>(new InstitutionCreditTransfer(
                        head.header(), head.network(), head.settlementDate(), obligations)),
                refused -> new MessageReading.Refused<>(refused.flaw(), refused.path(), refused.detail()));
    }

    /**
     * The same for messages that need not fit into memory: gives each obligation to {@code each} as it is read, and does
     * not compare ids. If the answer is a refusal, what has been given was only a part, and no sum has been checked.
     */
    public static MessageReading<Head> stream(InputStream in, ReadingLimits limits, Consumer<Obligation> each) {
        return XmlIn.read(TYPE, in, limits, xml -> readMessage(xml, each));
    }

    private static Head readMessage(XmlIn xml, Consumer<Obligation> each) {
        Head head = readHead(xml);
        long count = 0;
        long sumFen = 0;
        do {
            xml.enter("CdtTrfTxInf");
            xml.countTransaction();
            Obligation obligation = readObligation(xml);
            xml.leave();
            count++;
            sumFen = xml.addFen(sumFen, obligation.amount());
            each.accept(obligation);
        } while (xml.isAt("CdtTrfTxInf"));
        xml.require(count == head.count(), "NbOfTxs is not the number of transactions");
        xml.require(sumFen == head.total().fen(), "TtlIntrBkSttlmAmt is not the sum of the amounts");
        return head;
    }

    private static Head readHead(XmlIn xml) {
        xml.enter("GrpHdr");
        MessageHeader header = xml.identification();
        long count = xml.transactionCount();
        SignedAmount total = new SignedAmount(xml.amountFen("TtlIntrBkSttlmAmt"));
        LocalDate date = xml.date("IntrBkSttlmDt");
        String network = xml.settlement();
        xml.leave();
        return new Head(header, network, date, count, total);
    }

    private static Obligation readObligation(XmlIn xml) {
        String id = readId(xml);
        Money amount = xml.money("IntrBkSttlmAmt");
        xml.require(!amount.isZero(), "IntrBkSttlmAmt is zero");
        Priority priority = xml.isAt("SttlmPrty") ? xml.priority("SttlmPrty") : Priority.NORMAL;
        Optional<LocalTime> notBefore = xml.isAt("SttlmTmReq") ? Optional.of(readNotBefore(xml)) : Optional.empty();
        OperatorId debtor = xml.operator("Dbtr");
        OperatorId creditor = xml.operator("Cdtr");
        xml.require(!debtor.equals(creditor), "Dbtr and Cdtr are the same operator");
        return new Obligation(id, debtor, creditor, amount, priority, notBefore);
    }

    private static String readId(XmlIn xml) {
        xml.enter("PmtId");
        String endToEnd = xml.id("EndToEndId");
        if (xml.isAt("TxId")) {
            xml.require(xml.id("TxId").equals(endToEnd), "EndToEndId must equal TxId: an obligation has one id");
        }
        xml.leave();
        return endToEnd;
    }

    private static LocalTime readNotBefore(XmlIn xml) {
        xml.enter("SttlmTmReq");
        LocalTime time = xml.timeOfDay("FrTm");
        xml.leave();
        return time;
    }
}
