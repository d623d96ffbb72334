package org.dcep.iso20022.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Nothing is lost or misunderstood when the other implementation reads a message and writes it again. */
class ExamplesTest {
    @ParameterizedTest
    @EnumSource
    void theOtherModelReadsAndWritesTheExample(Definition definition) throws Exception {
        Document example = withoutNamespaces(definition);
        JAXBContext context = JAXBContext.newInstance(definition.model);
        Unmarshaller reader = context.createUnmarshaller();
        // The default overlooks unknown elements.
        reader.setEventHandler(event -> false);
        Node root = example.getDocumentElement();
        Object message = reader.unmarshal(new DOMSource(root), definition.model).getValue();
        DOMResult again = new DOMResult();
        context.createMarshaller().marshal(element(definition, message), again);
        Element written = ((Document) again.getNode()).getDocumentElement();
        assertThat(leaves(written)).isEqualTo(leaves((Element) root)).isNotEmpty();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static JAXBElement<?> element(Definition definition, Object message) {
        return new JAXBElement(new QName(definition.root), definition.model, message);
    }

    /** The model has no namespaces: it serves all versions. The message's root becomes the document's. */
    private static Document withoutNamespaces(Definition definition) throws Exception {
        String xml = Files.readString(definition.example()).replace(" xmlns=\"" + definition.namespace() + "\"", "");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document whole =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Document message = factory.newDocumentBuilder().newDocument();
        Node root = whole.getElementsByTagName(definition.root).item(0);
        message.appendChild(message.importNode(root, true));
        return message;
    }

    /** Path, attributes and text of everything that has no elements inside, in order. */
    private static List<String> leaves(Element root) {
        List<String> leaves = new ArrayList<>();
        collect(root, "", leaves);
        return leaves;
    }

    private static void collect(Element element, String above, List<String> leaves) {
        String path = above + "/" + element.getLocalName();
        boolean leaf = true;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                leaf = false;
                collect(child, path, leaves);
            }
        }
        if (leaf) {
            leaves.add(path + " " + element.getAttribute("Ccy") + " " + comparable(element.getTextContent()));
        }
    }

    /** The other model writes the same moment and the same amount in other ways. */
    private static String comparable(String text) {
        if (text.matches("[0-9-]+T[0-9:.]+(Z|[+-][0-9:]+)")) {
            return OffsetDateTime.parse(text).toInstant().toString();
        }
        if (text.matches("[0-9:]{8}\\+00:00")) {
            return text.substring(0, 8);
        }
        return text.matches("[0-9]+\\.[0-9]+")
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }
}
