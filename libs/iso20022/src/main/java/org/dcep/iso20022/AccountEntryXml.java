package org.dcep.iso20022;

import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.dcep.kernel.Money;

/** Entries as camt.053 and camt.054 both have them (ReportEntry10), and their totals. */
final class AccountEntryXml {
    private static final String ISSUER = "DCEP";

    private final XmlOut xml;
    private final Parts parts;

    AccountEntryXml(XmlOut xml) {
        this.xml = xml;
        this.parts = new Parts(xml);
    }

    /** {@code TxsSummry}: how many credits and debits, and their sums. */
    void totals(List<AccountEntry> entries) throws XMLStreamException {
        xml.element("TxsSummry", () -> {
            total("TtlCdtNtries", entries, false);
            total("TtlDbtNtries", entries, true);
        });
    }

    private void total(String name, List<AccountEntry> entries, boolean debits) throws XMLStreamException {
        List<SignedAmount> amounts = entries.stream()
                .map(AccountEntry::amount)
                .filter(amount -> amount.isDebit() == debits)
                .toList();
        SignedAmount sum = amounts.stream().reduce(SignedAmount.ZERO, SignedAmount::plus);
        xml.element(name, () -> {
            xml.text("NbOfNtries", Integer.toString(amounts.size()));
            // DecimalNumber, without a currency: the account's.
            xml.text("Sum", Yuan.of(sum.magnitudeFen()));
        });
    }

    /** {@code Ntry}. */
    void entry(AccountEntry entry) throws XMLStreamException {
        xml.element("Ntry", () -> {
            xml.text("NtryRef", entry.reference());
            xml.amount("Amt", entry.amount().magnitudeFen());
            xml.text("CdtDbtInd", entry.amount().side());
            xml.element("Sts", () -> xml.text("Cd", "BOOK"));
            xml.element("BookgDt", () -> xml.time("DtTm", entry.bookedAt()));
            xml.element("ValDt", () -> xml.date("Dt", entry.valueDate()));
            xml.element(
                    "BkTxCd",
                    () -> xml.element("Prtry", () -> {
                        xml.text("Cd", entry.code());
                        xml.text("Issr", ISSUER);
                    }));
            if (entry.charges().isPresent()) {
                charges(entry.charges().get());
            }
            xml.element("NtryDtls", () -> xml.element("TxDtls", () -> details(entry)));
        });
    }

    private void charges(Money gasFee) throws XMLStreamException {
        xml.element("Chrgs", () -> {
            xml.amount("TtlChrgsAndTaxAmt", gasFee.fen());
            xml.element("Rcrd", () -> {
                xml.amount("Amt", gasFee.fen());
                xml.text("CdtDbtInd", "DBIT");
                xml.text("ChrgInclInd", "true");
                xml.element("Tp", () -> xml.element("Prtry", () -> xml.text("Id", "GAS")));
            });
        });
    }

    private void details(AccountEntry entry) throws XMLStreamException {
        xml.element("Refs", () -> {
            xml.text("EndToEndId", IsoText.compact(entry.transaction()));
            xml.text("UETR", Parts.uetr(entry.transaction()));
            xml.text("TxId", IsoText.compact(entry.transaction()));
        });
        Optional<AccountEntry.Counterparty> counterparty = entry.counterparty();
        if (counterparty.isPresent()) {
            String other = entry.amount().isDebit() ? "CdtrAcct" : "DbtrAcct";
            xml.element(
                    "RltdPties",
                    () -> parts.account(
                            other, counterparty.get().kind(), counterparty.get().id()));
        }
    }
}
