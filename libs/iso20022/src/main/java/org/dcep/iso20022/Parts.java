package org.dcep.iso20022;

import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/** The parts that several messages share, as they are written. */
final class Parts {
    private final XmlOut xml;

    Parts(XmlOut xml) {
        this.xml = xml;
    }

    /** {@code MsgId} and {@code CreDtTm}, with which every header begins. */
    void identification(MessageHeader header) throws XMLStreamException {
        xml.text("MsgId", header.id());
        xml.time("CreDtTm", header.createdAt());
    }

    /** {@code SttlmInf}: through the clearing system that this network is. */
    void settlement(String network) throws XMLStreamException {
        xml.element("SttlmInf", () -> {
            xml.text("SttlmMtd", "CLRG");
            xml.element("ClrSys", () -> xml.text("Prtry", ClearingSystem.of(network)));
        });
    }

    /** BranchAndFinancialInstitutionIdentification6. */
    void institution(String name, Institution institution) throws XMLStreamException {
        xml.element(
                name,
                () -> xml.element(
                        "FinInstnId",
                        () -> xml.element(
                                "Othr",
                                () -> identified(
                                        institution.id(), institution.kind().scheme()))));
    }

    /** CashAccount38, without the servicer, for which these messages have elements of their own. */
    void account(String name, Account account) throws XMLStreamException {
        account(name, account.kind(), account.id());
    }

    void account(String name, Account.Kind kind, String id) throws XMLStreamException {
        xml.element(name, () -> accountContent(kind, id));
    }

    /** CashAccount39. */
    void servicedAccount(String name, Account account) throws XMLStreamException {
        xml.element(name, () -> {
            accountContent(account.kind(), account.id());
            institution("Svcr", account.servicer());
        });
    }

    /** A holder has no name here; the word is the one that payment systems use where a name must stand. */
    void holder(String name) throws XMLStreamException {
        xml.element(name, () -> xml.text("Nm", Names.NOT_PROVIDED));
    }

    /** The end-to-end, transaction and unique end-to-end ids of a payment; {@code prefix} is empty or {@code Orgnl}. */
    void paymentIds(String prefix, UUID id) throws XMLStreamException {
        xml.text(prefix + "EndToEndId", IsoText.compact(id));
        xml.text(prefix + "TxId", IsoText.compact(id));
        xml.text(prefix + "UETR", uetr(id));
    }

    /** An external reason code, and what this sandbox calls it. */
    void reason(String name, String code, Optional<String> detail) throws XMLStreamException {
        xml.element(name, () -> {
            xml.element("Rsn", () -> xml.text("Cd", code));
            xml.text("AddtlInf", detail);
        });
    }

    static Optional<String> uetr(UUID id) {
        return Optional.of(id.toString()).filter(IsoText::isUetr);
    }

    private void accountContent(Account.Kind kind, String id) throws XMLStreamException {
        xml.element("Id", () -> xml.element("Othr", () -> identified(id, kind.scheme())));
        xml.element("Tp", () -> xml.text("Prtry", kind.type()));
        xml.text("Ccy", Yuan.CURRENCY);
    }

    private void identified(String id, String scheme) throws XMLStreamException {
        xml.text("Id", id);
        xml.element("SchmeNm", () -> xml.text("Prtry", scheme));
    }
}
