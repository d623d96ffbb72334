package org.dcep.iso20022;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The schemas beside the tests; where they come from: docs/reference/iso20022.md. */
final class Schemas {
    private static final Map<MessageType, Schema> LOADED = new EnumMap<>(MessageType.class);

    private Schemas() {}

    /** What is wrong with a message; empty if it is valid. */
    static List<String> errors(MessageType type, byte[] message) {
        List<String> errors = new ArrayList<>();
        Validator validator = schema(type).newValidator();
        validator.setErrorHandler(new Collector(errors));
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
        } catch (SAXException e) {
            errors.add("not XML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return errors;
    }

    static List<String> errors(MessageType type, String message) {
        return errors(type, message.getBytes(StandardCharsets.UTF_8));
    }

    private static synchronized Schema schema(MessageType type) {
        return LOADED.computeIfAbsent(type, Schemas::load);
    }

    private static Schema load(MessageType type) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new Source[] {source("schemas/" + type.id() + ".xsd"), source("signed-order-1.xsd")});
        } catch (SAXException e) {
            throw new IllegalStateException("the schema of " + type.id() + " is broken", e);
        }
    }

    private static Source source(String resource) {
        return new StreamSource(Schemas.class.getResource(resource).toString());
    }

    private record Collector(List<String> errors) implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) {
            errors.add(warning.getMessage());
        }

        @Override
        public void error(SAXParseException error) {
            errors.add(error.getMessage());
        }

        @Override
        public void fatalError(SAXParseException error) {
            errors.add(error.getMessage());
        }
    }
}
