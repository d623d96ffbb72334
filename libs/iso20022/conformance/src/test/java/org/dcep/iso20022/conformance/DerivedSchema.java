package org.dcep.iso20022.conformance;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.SchemaOutputResolver;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Result;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A schema of a message, from the annotations of Prowide's model of it: names, order, repetition and codes of all
 * elements. The model does not keep two things that the published schema says, and they are put back: of a type named
 * Choice exactly one element is there, and texts, codes and amounts of the elements that this sandbox writes have the
 * lengths and patterns of the standard's data types.
 */
final class DerivedSchema {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";

    private static final String EXTERNAL_CODE = "External4Code";

    /** By the element's name, or by {@code Type.Element} where a name is bounded in two ways. */
    private static final Map<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("MsgId", "Max35Text"),
            Map.entry("Id", "Max35Text"),
            Map.entry("GenericAccountIdentification1.Id", "Max34Text"),
            Map.entry("Prtry", "Max35Text"),
            Map.entry("Issr", "Max35Text"),
            Map.entry("EndToEndId", "Max35Text"),
            Map.entry("TxId", "Max35Text"),
            Map.entry("InstrId", "Max35Text"),
            Map.entry("RtrId", "Max35Text"),
            Map.entry("NtryRef", "Max35Text"),
            Map.entry("OrgnlMsgId", "Max35Text"),
            Map.entry("OrgnlMsgNmId", "Max35Text"),
            Map.entry("OrgnlEndToEndId", "Max35Text"),
            Map.entry("OrgnlTxId", "Max35Text"),
            Map.entry("UETR", "UUIDv4Identifier"),
            Map.entry("OrgnlUETR", "UUIDv4Identifier"),
            Map.entry("NbOfTxs", "Max15NumericText"),
            Map.entry("NbOfNtries", "Max15NumericText"),
            Map.entry("Ustrd", "Max140Text"),
            Map.entry("Nm", "Max140Text"),
            Map.entry("CashAccount38.Nm", "Max70Text"),
            Map.entry("CashAccount39.Nm", "Max70Text"),
            Map.entry("StatusReasonInformation12.AddtlInf", "Max105Text"),
            Map.entry("PaymentReturnReason6.AddtlInf", "Max105Text"),
            Map.entry("Ccy", "ActiveCurrencyCode"),
            Map.entry("Cd", EXTERNAL_CODE),
            Map.entry("ProprietaryBankTransactionCodeStructure1.Cd", "Max35Text"),
            Map.entry("TxSts", EXTERNAL_CODE),
            Map.entry("SttlmMtd", "SettlementMethod1Code"),
            Map.entry("SttlmPrty", "Priority3Code"),
            Map.entry("ChrgBr", "ChargeBearerType1Code"),
            Map.entry("CdtDbtInd", "CreditDebitCode")));

    private static final List<String> AMOUNTS = List.of("ActiveCurrencyAndAmount", "ActiveOrHistoricCurrencyAndAmount");

    private final Definition definition;
    private final Document document;
    private final Element schema;

    private DerivedSchema(Definition definition) throws JAXBException, IOException {
        this.definition = definition;
        this.document = generated(definition.model);
        this.schema = document.getDocumentElement();
    }

    /** The schema as text, the same whenever it is derived. */
    static String of(Definition definition) throws JAXBException, IOException, TransformerException {
        return new DerivedSchema(definition).derive();
    }

    private static Document generated(Class<?> model) throws JAXBException, IOException {
        DOMResult result = new DOMResult();
        result.setSystemId("schema");
        JAXBContext.newInstance(model).generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String namespace, String fileName) {
                return result;
            }
        });
        return (Document) result.getNode();
    }

    private String derive() throws TransformerException {
        schema.setAttribute("targetNamespace", definition.namespace());
        schema.setAttribute("xmlns", definition.namespace());
        schema.setAttribute("elementFormDefault", "qualified");
        for (Element type : children(schema)) {
            if (type.getLocalName().equals("complexType")) {
                harden(type);
            }
        }
        addSimpleTypes();
        sortTypes();
        addDocument();
        schema.insertBefore(
                document.createComment(
                        " " + definition.id + ", derived from the model of Prowide ISO 20022 (Apache License"
                                + " 2.0); see docs/reference/iso20022.md "),
                schema.getFirstChild());
        return text();
    }

    private void harden(Element type) {
        String name = type.getAttribute("name");
        NodeList elements = type.getElementsByTagNameNS(XS, "element");
        for (int i = 0; i < elements.getLength(); i++) {
            bound(name, (Element) elements.item(i));
        }
        if (name.endsWith("Choice")) {
            makeChoice(type);
        }
        if (AMOUNTS.contains(name)) {
            Element extension =
                    (Element) type.getElementsByTagNameNS(XS, "extension").item(0);
            extension.setAttribute("base", "Amount18Digits");
            Element currency =
                    (Element) extension.getElementsByTagNameNS(XS, "attribute").item(0);
            currency.setAttribute("type", "ActiveCurrencyCode");
        }
    }

    private static void bound(String type, Element element) {
        String name = element.getAttribute("name");
        String bounded = TEXTS.getOrDefault(type + "." + name, TEXTS.get(name));
        if (bounded != null && element.getAttribute("type").equals("xs:string")) {
            element.setAttribute("type", bounded);
        }
    }

    private void makeChoice(Element type) {
        Element sequence = (Element) type.getElementsByTagNameNS(XS, "sequence").item(0);
        for (Element element : children(sequence)) {
            element.removeAttribute("minOccurs");
        }
        document.renameNode(sequence, XS, "xs:choice");
    }

    private void addSimpleTypes() {
        for (int length : new int[] {34, 35, 70, 105, 140}) {
            simpleType("Max" + length + "Text", "xs:string", "minLength", "1", "maxLength", Integer.toString(length));
        }
        simpleType(EXTERNAL_CODE, "xs:string", "minLength", "1", "maxLength", "4");
        simpleType("Max15NumericText", "xs:string", "pattern", "[0-9]{1,15}");
        simpleType("ActiveCurrencyCode", "xs:string", "pattern", "[A-Z]{3,3}");
        simpleType(
                "UUIDv4Identifier",
                "xs:string",
                "pattern",
                "[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");
        simpleType("Amount18Digits", "xs:decimal", "minInclusive", "0", "totalDigits", "18", "fractionDigits", "5");
        codes("SettlementMethod1Code", "INDA", "INGA", "COVE", "CLRG");
        codes("Priority3Code", "URGT", "HIGH", "NORM");
        codes("ChargeBearerType1Code", "DEBT", "CRED", "SHAR", "SLEV");
        codes("CreditDebitCode", "CRDT", "DBIT");
    }

    private void codes(String name, String... codes) {
        List<String> facets = new ArrayList<>();
        for (String code : codes) {
            facets.add("enumeration");
            facets.add(code);
        }
        simpleType(name, "xs:string", facets.toArray(new String[0]));
    }

    private void simpleType(String name, String base, String... facets) {
        boolean there = children(schema).stream()
                .anyMatch(type -> type.getAttribute("name").equals(name));
        if (there) {
            return;
        }
        Element type = append(schema, "simpleType");
        type.setAttribute("name", name);
        Element restriction = append(type, "restriction");
        restriction.setAttribute("base", base);
        for (int i = 0; i < facets.length; i += 2) {
            append(restriction, facets[i]).setAttribute("value", facets[i + 1]);
        }
    }

    private void sortTypes() {
        List<Element> types = children(schema);
        while (schema.hasChildNodes()) {
            schema.removeChild(schema.getFirstChild());
        }
        types.stream()
                .sorted(Comparator.comparing((Element type) -> type.getAttribute("name")))
                .forEach(schema::appendChild);
    }

    private void addDocument() {
        Element root = document.createElementNS(XS, "xs:element");
        root.setAttribute("name", "Document");
        Element only = append(append(append(root, "complexType"), "sequence"), "element");
        only.setAttribute("name", definition.root);
        only.setAttribute("type", definition.model.getSimpleName());
        schema.insertBefore(root, schema.getFirstChild());
    }

    private Element append(Element parent, String name) {
        Element child = document.createElementNS(XS, "xs:" + name);
        parent.appendChild(child);
        return child;
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private String text() throws TransformerException {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        // A type a line: what is compared line by line can be read when it differs.
        return text.toString()
                        .replaceAll(">\\s+<", "><")
                        .replaceAll("(<xs:(complexType|simpleType|element) name=\"[A-Z]\\w+\">)", "\n$1")
                        .strip()
                + "\n";
    }
}
