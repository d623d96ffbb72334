package org.dcep.iso20022.conformance;

import com.prowidesoftware.swift.model.mx.dic.BankToCustomerDebitCreditNotificationV08;
import com.prowidesoftware.swift.model.mx.dic.BankToCustomerStatementV08;
import com.prowidesoftware.swift.model.mx.dic.FIToFICustomerCreditTransferV08;
import com.prowidesoftware.swift.model.mx.dic.FIToFIPaymentStatusReportV10;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionCreditTransferV08;
import com.prowidesoftware.swift.model.mx.dic.LiquidityCreditTransferV05;
import com.prowidesoftware.swift.model.mx.dic.PaymentReturnV09;
import java.nio.file.Path;

/** The messages, with the other implementation's model of each. */
enum Definition {
    PACS_002("pacs.002.001.10", "FIToFIPmtStsRpt", FIToFIPaymentStatusReportV10.class),
    PACS_004("pacs.004.001.09", "PmtRtr", PaymentReturnV09.class),
    PACS_008("pacs.008.001.08", "FIToFICstmrCdtTrf", FIToFICustomerCreditTransferV08.class),
    PACS_009("pacs.009.001.08", "FICdtTrf", FinancialInstitutionCreditTransferV08.class),
    CAMT_050("camt.050.001.05", "LqdtyCdtTrf", LiquidityCreditTransferV05.class),
    CAMT_053("camt.053.001.08", "BkToCstmrStmt", BankToCustomerStatementV08.class),
    CAMT_054("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", BankToCustomerDebitCreditNotificationV08.class);

    /** Surefire runs a module's tests in the module's directory. */
    private static final Path RESOURCES = Path.of("..", "src", "test", "resources", "org", "dcep", "iso20022");

    final String id;
    final String root;
    final Class<?> model;

    Definition(String id, String root, Class<?> model) {
        this.id = id;
        this.root = root;
        this.model = model;
    }

    String namespace() {
        return "urn:iso:std:iso:20022:tech:xsd:" + id;
    }

    Path schema() {
        return RESOURCES.resolve("schemas").resolve(id + ".xsd");
    }

    Path example() {
        return RESOURCES.resolve("examples").resolve(id + ".xml");
    }
}
