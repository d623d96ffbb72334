package org.dcep.iso20022;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.dcep.iso20022.CustomerCreditTransfer.Authority;
import org.dcep.iso20022.CustomerCreditTransfer.Transfer;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.PaymentOrder;

/** {@link CustomerCreditTransfer} as pacs.008.001.08. */
public final class CustomerCreditTransferXml {
    /** Of the elements that carry a payer's authority, inside {@code SplmtryData}. */
    public static final String AUTHORITY_NAMESPACE = "urn:dcep:xsd:signed-order:1";

    private static final MessageType TYPE = MessageType.PACS_008;
    private static final String AUTHORITY = "SignedOrder";

    private CustomerCreditTransferXml() {}

    /** @throws MessageNotWritten if the stream fails */
    public static void write(CustomerCreditTransfer message, OutputStream out) {
        XmlOut.document(TYPE, out, xml -> {
            Parts parts = new Parts(xml);
            xml.element("GrpHdr", () -> writeHeader(message, xml, parts));
            for (Transfer transfer : message.transfers()) {
                xml.element("CdtTrfTxInf", () -> writeTransfer(transfer, xml, parts));
            }
        });
    }

    private static void writeHeader(CustomerCreditTransfer message, XmlOut xml, Parts parts) throws XMLStreamException {
        parts.identification(message.header());
        xml.text("NbOfTxs", Integer.toString(message.transfers().size()));
        xml.amount("TtlIntrBkSttlmAmt", message.total().magnitudeFen());
        xml.date("IntrBkSttlmDt", message.settlementDate());
        parts.settlement(message.network());
    }

    private static void writeTransfer(Transfer transfer, XmlOut xml, Parts parts) throws XMLStreamException {
        xml.element("PmtId", () -> parts.paymentIds("", transfer.paymentId()));
        xml.amount("IntrBkSttlmAmt", transfer.amount().fen());
        xml.text("ChrgBr", "DEBT");
        if (transfer.gasFee().isPresent()) {
            xml.element("ChrgsInf", () -> {
                xml.amount("Amt", transfer.gasFee().get().fen());
                parts.institution("Agt", Institution.of(transfer.payerOperator()));
            });
        }
        parts.holder("Dbtr");
        parts.account("DbtrAcct", Account.wallet(transfer.payer(), transfer.payerOperator()));
        parts.institution("DbtrAgt", Institution.of(transfer.payerOperator()));
        parts.institution("CdtrAgt", Institution.of(transfer.payeeOperator()));
        parts.holder("Cdtr");
        parts.account("CdtrAcct", Account.wallet(transfer.payee(), transfer.payeeOperator()));
        if (!transfer.reference().isEmpty()) {
            xml.element("RmtInf", () -> xml.text("Ustrd", transfer.reference()));
        }
        if (transfer.authority().isPresent()) {
            writeAuthority(transfer.authority().get(), xml);
        }
    }

    private static void writeAuthority(Authority authority, XmlOut xml) throws XMLStreamException {
        xml.element(
                "SplmtryData",
                () -> xml.element(
                        "Envlp",
                        () -> xml.foreign(AUTHORITY_NAMESPACE, AUTHORITY, () -> {
                            xml.text(
                                    "MaxGasFeeFen",
                                    Long.toString(authority.maxGasFee().fen()));
                            xml.text("ExpiresAt", authority.expiresAt().toString());
                            xml.text("Signature", authority.signature());
                        })));
    }

    /**
     * Reads a message that is written as {@link #write} writes it, whatever its layout. Strict: an element that this
     * sandbox has no use for is refused rather than overlooked, and the header's count and total must be right.
     */
    public static MessageReading<CustomerCreditTransfer> read(InputStream in, ReadingLimits limits) {
        return XmlIn.read(TYPE, in, limits, CustomerCreditTransferXml::readMessage);
    }

    private static CustomerCreditTransfer readMessage(XmlIn xml) {
        xml.enter("GrpHdr");
        MessageHeader header = xml.identification();
        long count = xml.transactionCount();
        long totalFen = xml.amountFen("TtlIntrBkSttlmAmt");
        LocalDate date = xml.date("IntrBkSttlmDt");
        String network = xml.settlement();
        xml.leave();
        List<Transfer> transfers = new ArrayList<>();
        long sumFen = 0;
        do {
            xml.enter("CdtTrfTxInf");
            xml.countTransaction();
            Transfer transfer = readTransfer(xml);
            sumFen = xml.addFen(sumFen, transfer.amount());
            transfers.add(transfer);
            xml.leave();
        } while (xml.isAt("CdtTrfTxInf"));
        xml.require(transfers.size() == count, "NbOfTxs is not the number of transactions");
        xml.require(sumFen == totalFen, "TtlIntrBkSttlmAmt is not the sum of the amounts");
        return new CustomerCreditTransfer(header, network, date, transfers);
    }

    private static Transfer readTransfer(XmlIn xml) {
        UUID id = readId(xml);
        Money amount = xml.money("IntrBkSttlmAmt");
        xml.require(!amount.isZero(), "IntrBkSttlmAmt is zero");
        xml.fixed("ChrgBr", "DEBT");
        Optional<Charge> charge = xml.isAt("ChrgsInf") ? Optional.of(readCharge(xml)) : Optional.empty();
        xml.holder("Dbtr");
        String payer = xml.wallet("DbtrAcct");
        OperatorId payerOperator = xml.operator("DbtrAgt");
        OperatorId payeeOperator = xml.operator("CdtrAgt");
        xml.holder("Cdtr");
        String payee = xml.wallet("CdtrAcct");
        String reference = xml.isAt("RmtInf") ? readReference(xml) : "";
        Optional<Authority> authority = xml.isAt("SplmtryData") ? Optional.of(readAuthority(xml)) : Optional.empty();
        xml.require(
                charge.isEmpty() || charge.get().operator().equals(payerOperator),
                "gas is charged by the payer's operator only");
        return new Transfer(
                id, payerOperator, payer, payeeOperator, payee, amount, charge.map(Charge::fee), reference, authority);
    }

    private static UUID readId(XmlIn xml) {
        xml.enter("PmtId");
        String endToEnd = xml.text("EndToEndId");
        String transaction = xml.text("TxId");
        xml.require(IsoText.isCompactUuid(transaction), "TxId must be a payment's id, 32 hexadecimal digits");
        xml.require(endToEnd.equals(transaction), "EndToEndId must equal TxId: a payment has one id");
        UUID id = IsoText.expand(transaction);
        if (xml.isAt("UETR")) {
            xml.require(xml.text("UETR").equals(id.toString()), "UETR must be the same id as TxId");
        }
        xml.leave();
        return id;
    }

    private record Charge(Money fee, OperatorId operator) {}

    private static Charge readCharge(XmlIn xml) {
        xml.enter("ChrgsInf");
        Charge charge = new Charge(xml.money("Amt"), xml.operator("Agt"));
        xml.leave();
        return charge;
    }

    private static String readReference(XmlIn xml) {
        xml.enter("RmtInf");
        String reference = xml.text("Ustrd");
        xml.require(
                !reference.isEmpty() && PaymentOrder.isPrintable(reference),
                "Ustrd must have 1 to 140 printable characters");
        xml.leave();
        return reference;
    }

    private static Authority readAuthority(XmlIn xml) {
        xml.enter("SplmtryData");
        xml.enter("Envlp");
        xml.enterForeign(AUTHORITY_NAMESPACE, AUTHORITY);
        Money maxGasFee = xml.fen("MaxGasFeeFen");
        Instant expiresAt = xml.wholeSecond("ExpiresAt");
        String signature = xml.text("Signature");
        xml.require(
                IsoText.isId(signature, Authority.MAX_SIGNATURE), "Signature must have 1 to 128 printable characters");
        xml.leaveForeign();
        xml.leave();
        xml.leave();
        return new Authority(maxGasFee, expiresAt, signature);
    }
}
