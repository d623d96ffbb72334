package org.dcep.iso20022;

/**
 * The messages that this sandbox speaks, each in the one version that it writes and reads: those that cross-border
 * payments (CBPR+) and high-value systems (HVPS+) use.
 */
public enum MessageType {
    PACS_002("pacs.002.001.10", "FIToFIPmtStsRpt"),
    PACS_004("pacs.004.001.09", "PmtRtr"),
    PACS_008("pacs.008.001.08", "FIToFICstmrCdtTrf"),
    PACS_009("pacs.009.001.08", "FICdtTrf"),
    CAMT_050("camt.050.001.05", "LqdtyCdtTrf"),
    CAMT_053("camt.053.001.08", "BkToCstmrStmt"),
    CAMT_054("camt.054.001.08", "BkToCstmrDbtCdtNtfctn");

    private final String id;
    private final String root;

    MessageType(String id, String root) {
        this.id = id;
        this.root = root;
    }

    /** The message definition identifier, such as {@code pacs.008.001.08}. */
    public String id() {
        return id;
    }

    /** The namespace of every element of the message. */
    public String namespace() {
        return "urn:iso:std:iso:20022:tech:xsd:" + id;
    }

    /** The element inside {@code Document}. */
    String root() {
        return root;
    }
}
