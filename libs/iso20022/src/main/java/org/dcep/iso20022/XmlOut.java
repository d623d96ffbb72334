package org.dcep.iso20022;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one document, element by element in the order of its schema, indented for people. */
final class XmlOut {
    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What is written inside an element. */
    @FunctionalInterface
    interface Content {
        void write() throws XMLStreamException;
    }

    private final XMLStreamWriter out;
    private int depth;

    private XmlOut(XMLStreamWriter out) {
        this.out = out;
    }

    /** What is written inside the root of a message. */
    @FunctionalInterface
    interface Body {
        void write(XmlOut xml) throws XMLStreamException;
    }

    /**
     * Writes a whole message in UTF-8; does not close the stream.
     *
     * @throws MessageNotWritten if the stream fails
     */
    static void document(MessageType type, OutputStream target, Body body) {
        try {
            // A factory for each message, because it promises nothing to threads.
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeCharacters("\n");
            writer.writeStartElement("Document");
            writer.writeDefaultNamespace(type.namespace());
            XmlOut xml = new XmlOut(writer);
            xml.depth = 1;
            xml.element(type.root(), () -> body.write(xml));
            xml.line(0);
            writer.writeEndDocument();
            writer.writeCharacters("\n");
            writer.flush();
        } catch (XMLStreamException e) {
            throw new MessageNotWritten(e);
        }
    }

    void element(String name, Content content) throws XMLStreamException {
        line(depth);
        out.writeStartElement(name);
        depth++;
        content.write();
        depth--;
        line(depth);
        out.writeEndElement();
    }

    /** An element of another namespace, which its content shares. */
    void foreign(String namespace, String name, Content content) throws XMLStreamException {
        line(depth);
        out.writeStartElement(name);
        out.writeDefaultNamespace(namespace);
        depth++;
        content.write();
        depth--;
        line(depth);
        out.writeEndElement();
    }

    void text(String name, String text) throws XMLStreamException {
        line(depth);
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    void text(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            text(name, text.get());
        }
    }

    void amount(String name, long fen) throws XMLStreamException {
        line(depth);
        out.writeStartElement(name);
        out.writeAttribute("Ccy", Yuan.CURRENCY);
        out.writeCharacters(Yuan.of(fen));
        out.writeEndElement();
    }

    void time(String name, Instant time) throws XMLStreamException {
        text(name, UTC_MILLIS.format(time));
    }

    void date(String name, LocalDate date) throws XMLStreamException {
        text(name, date.toString());
    }

    private void line(int indent) throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(indent));
    }
}
