package org.dcep.iso20022;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dcep.iso20022.InstitutionCreditTransfer.Priority;
import org.dcep.iso20022.MessageReading.Flaw;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;
import org.dcep.kernel.WalletId;

/**
 * Reads one message forward, element by element, and refuses what is not expected at its place. No document types, no
 * entities, nothing fetched; bounded in bytes, text and transactions, and in depth by what is expected.
 */
final class XmlIn {
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String HOUR = "[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private static final Pattern DATE = Pattern.compile(DAY);
    private static final Pattern TIME_OF_DAY = Pattern.compile(HOUR);
    private static final Pattern TIME = Pattern.compile(DAY + "T" + HOUR + "(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern WHOLE_SECOND = Pattern.compile(DAY + "T" + HOUR + "Z");
    private static final Pattern FEN = Pattern.compile("0|[1-9][0-9]{0,15}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final Pattern OPERATOR = Pattern.compile(OperatorId.PATTERN);
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Reads what is inside the root of a message. */
    @FunctionalInterface
    interface Body<T> {
        T read(XmlIn xml);
    }

    private final LimitedStream source;
    private final ReadingLimits limits;
    private final Deque<String> path = new ArrayDeque<>();
    private String namespace = "";
    private String outerNamespace = "";
    private XMLStreamReader in;
    private int transactions;

    private XmlIn(LimitedStream source, ReadingLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** One for each message: a factory promises nothing to threads, and the JDK's holds on to the last document. */
    private static XMLInputFactory secureFactory() {
        // The JDK's own, whatever else is on the class path: its defences are the ones that are tested.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, name) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /** Reads a whole message; never throws for what is in it. Does not close the stream. */
    static <T> MessageReading<T> read(MessageType type, InputStream source, ReadingLimits limits, Body<T> body) {
        XmlIn xml = new XmlIn(new LimitedStream(source, limits.bytes()), limits);
        try {
            xml.begin();
            return new MessageReading.Readable<>(xml.document(type, body));
        } catch (Refusal refusal) {
            return new MessageReading.Refused<>(refusal.flaw(), xml.shownPath(), refusal.getMessage());
        }
    }

    private void begin() {
        try {
            in = secureFactory().createXMLStreamReader(decoded());
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw malformed();
        }
    }

    /** Decoded here, because the parser tells the standard error stream of every byte that is not UTF-8. */
    private Reader decoded() throws IOException {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        Reader text = new BufferedReader(new InputStreamReader(source, strict));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** The JDK's parser throws unchecked exceptions too for documents that are malformed in certain ways. */
    private int advance() {
        try {
            return in.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed();
        }
    }

    private Refusal malformed() {
        return source.isExceeded()
                ? new Refusal(Flaw.TOO_LARGE, "the message has more than " + limits.bytes() + " bytes")
                : new Refusal(Flaw.NOT_XML, "this is not well-formed XML 1.0 in UTF-8");
    }

    private <T> T document(MessageType type, Body<T> body) {
        requireEncoding();
        next();
        requireRoot(type);
        namespace = type.namespace();
        path.addLast(in.getLocalName());
        requireNoAttributes(true);
        next();
        enter(type.root());
        T message = body.read(this);
        leave();
        leave();
        if (in.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            throw new Refusal(Flaw.UNEXPECTED, "something follows the document");
        }
        return message;
    }

    private void requireEncoding() {
        String declared = in.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new Refusal(Flaw.NOT_XML, "the encoding must be UTF-8");
        }
        if (in.getVersion() != null && !in.getVersion().equals("1.0")) {
            throw new Refusal(Flaw.NOT_XML, "the version of XML must be 1.0");
        }
    }

    private void requireRoot(MessageType type) {
        boolean document = in.getEventType() == XMLStreamConstants.START_ELEMENT
                && in.getLocalName().equals("Document");
        if (!document || !type.namespace().equals(in.getNamespaceURI())) {
            throw new Refusal(Flaw.WRONG_MESSAGE, "expected is Document of namespace " + type.namespace());
        }
    }

    /** Whether the next thing is the beginning of the element {@code name}. */
    boolean isAt(String name) {
        return in.getEventType() == XMLStreamConstants.START_ELEMENT
                && in.getLocalName().equals(name)
                && namespace.equals(in.getNamespaceURI());
    }

    /** Goes into an element without attributes. */
    void enter(String name) {
        requireAt(name);
        path.addLast(name);
        requireNoAttributes(false);
        next();
    }

    /** Goes out of an element of which everything has been read. */
    void leave() {
        if (in.getEventType() != XMLStreamConstants.END_ELEMENT) {
            throw new Refusal(Flaw.UNEXPECTED, shown() + " is not supported here");
        }
        path.removeLast();
        next();
    }

    /** Goes into an element of another namespace, which its content shares. */
    void enterForeign(String foreign, String name) {
        outerNamespace = namespace;
        namespace = foreign;
        enter(name);
    }

    void leaveForeign() {
        leave();
        namespace = outerNamespace;
    }

    private void requireAt(String name) {
        if (!isAt(name)) {
            throw new Refusal(Flaw.UNEXPECTED, "where " + name + " is expected, there is " + shown());
        }
    }

    private String shown() {
        return switch (in.getEventType()) {
            case XMLStreamConstants.START_ELEMENT ->
                "the element " + Refusal.quoted(in.getLocalName())
                        + (namespace.equals(in.getNamespaceURI()) ? "" : " of another namespace");
            case XMLStreamConstants.END_ELEMENT -> "the end of " + path.peekLast();
            default -> "no element";
        };
    }

    private void requireNoAttributes(boolean root) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            boolean hint = root
                    && XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(in.getAttributeNamespace(i))
                    && in.getAttributeLocalName(i).equals("schemaLocation");
            if (!hint) {
                throw new Refusal(
                        Flaw.UNEXPECTED,
                        "the attribute " + Refusal.quoted(in.getAttributeLocalName(i)) + " is not supported here");
            }
        }
    }

    /** Counts one more transaction of the message. */
    void countTransaction() {
        if (++transactions > limits.transactions()) {
            throw new Refusal(Flaw.TOO_LARGE, "the message has more than " + limits.transactions() + " transactions");
        }
    }

    /** Adds to a running total of amounts. */
    long addFen(long totalFen, Money amount) {
        long sum = totalFen + amount.fen();
        require(sum <= Yuan.MAX_FEN, "the amounts add up to more than eighteen digits hold");
        return sum;
    }

    /** Refuses values that contradict one another or the rules of the message. */
    void require(boolean holds, String detail) {
        if (!holds) {
            throw new Refusal(Flaw.CONTRADICTION, detail);
        }
    }

    /** The text of an element, exactly as it stands there. */
    String text(String name) {
        requireAt(name);
        path.addLast(name);
        requireNoAttributes(false);
        return content();
    }

    /** The text up to the end of the element just entered, which it leaves. */
    private String content() {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                requireShort(text.length() + in.getTextLength());
                text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.removeLast();
                next();
                return text.toString();
            } else {
                skipOrRefuse(event);
            }
        }
    }

    private void requireShort(int length) {
        if (length > ReadingLimits.TEXT) {
            throw new Refusal(Flaw.TOO_LARGE, "a text has more than " + ReadingLimits.TEXT + " characters");
        }
    }

    private void skipOrRefuse(int event) {
        switch (event) {
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
            case XMLStreamConstants.DTD -> throw new Refusal(Flaw.FORBIDDEN, "a document type is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Refusal(Flaw.FORBIDDEN, "a reference to an entity is not allowed");
            case XMLStreamConstants.START_ELEMENT ->
                throw new Refusal(
                        Flaw.UNEXPECTED, "the element " + Refusal.quoted(in.getLocalName()) + " stands inside a text");
            default -> throw malformed();
        }
    }

    /** On to the next beginning or end of an element; between them only white space and comments may stand. */
    private void next() {
        int blanks = 0;
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT
                    || event == XMLStreamConstants.END_ELEMENT
                    || event == XMLStreamConstants.END_DOCUMENT) {
                return;
            }
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                blanks += in.getTextLength();
                requireShort(blanks);
                requireBlank();
            } else {
                skipOrRefuse(event);
            }
        }
    }

    private void requireBlank() {
        if (!in.getText().trim().isEmpty()) {
            throw new Refusal(
                    Flaw.UNEXPECTED, "the text " + Refusal.quoted(in.getText().trim()) + " is misplaced");
        }
    }

    /** A value whose type collapses white space at its ends. */
    private String trimmed(String name) {
        return text(name).trim();
    }

    private static Refusal badValue(String name, String rule, String value) {
        return new Refusal(Flaw.BAD_VALUE, name + " must be " + rule + ", not " + Refusal.quoted(value));
    }

    /** A text of 1 to 35 printable characters. */
    String id(String name) {
        String id = text(name);
        if (!IsoText.isId(id, IsoText.MAX_ID)) {
            throw badValue(name, "1 to " + IsoText.MAX_ID + " printable characters", id);
        }
        return id;
    }

    /** {@code MsgId} and {@code CreDtTm}. */
    MessageHeader identification() {
        return new MessageHeader(id("MsgId"), time("CreDtTm"));
    }

    /** {@code NbOfTxs}. */
    long transactionCount() {
        String count = text("NbOfTxs");
        if (!COUNT.matcher(count).matches()) {
            throw badValue("NbOfTxs", "1 to 15 digits", count);
        }
        return Long.parseLong(count);
    }

    /** With an offset from UTC, which the standard leaves out where two parties have agreed on one. */
    Instant time(String name) {
        String text = trimmed(name);
        try {
            if (TIME.matcher(text).matches()) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // No such day or hour: told like another form.
        }
        throw badValue(name, "a date and time with an offset from UTC", text);
    }

    /** In UTC, written with {@code Z} and without a fraction: the one way that enters signed bytes. */
    Instant wholeSecond(String name) {
        String text = text(name);
        try {
            if (WHOLE_SECOND.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // As above.
        }
        throw badValue(name, "a time in UTC such as 2026-11-25T08:00:00Z", text);
    }

    LocalDate date(String name) {
        String text = trimmed(name);
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // As above.
        }
        throw badValue(name, "a date such as 2026-11-25", text);
    }

    /** Whole seconds. */
    LocalTime timeOfDay(String name) {
        String text = trimmed(name);
        try {
            if (TIME_OF_DAY.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // As above.
        }
        throw badValue(name, "a time of day such as 09:30:00", text);
    }

    /** Whole fen, as a number without leading zeros. */
    Money fen(String name) {
        String fen = text(name);
        if (!FEN.matcher(fen).matches() || Long.parseLong(fen) > Money.MAX_FEN) {
            throw badValue(name, "0 to " + Money.MAX_FEN, fen);
        }
        return new Money(Long.parseLong(fen));
    }

    /** An amount of money as this sandbox bounds it. */
    Money money(String name) {
        long fen = amountFen(name);
        if (fen > Money.MAX_FEN) {
            throw new Refusal(Flaw.BAD_VALUE, name + " must be at most " + Yuan.of(Money.MAX_FEN));
        }
        return new Money(fen);
    }

    /** An amount in yuan of up to eighteen digits. */
    long amountFen(String name) {
        requireAt(name);
        path.addLast(name);
        if (in.getAttributeCount() != 1
                || !in.getAttributeLocalName(0).equals("Ccy")
                || !Yuan.CURRENCY.equals(in.getAttributeValue(0))) {
            throw new Refusal(Flaw.BAD_VALUE, name + " must have the one attribute Ccy=\"" + Yuan.CURRENCY + "\"");
        }
        String amount = content().trim();
        OptionalLong fen = Yuan.fen(amount);
        if (fen.isEmpty()) {
            throw badValue(name, "yuan with at most two decimals", amount);
        }
        return fen.getAsLong();
    }

    /** An element that may have one value only. */
    void fixed(String name, String value) {
        String found = text(name);
        if (!found.equals(value)) {
            throw badValue(name, value, found);
        }
    }

    Priority priority(String name) {
        String code = text(name);
        return Priority.ofCode(code).orElseThrow(() -> badValue(name, "URGT, HIGH or NORM", code));
    }

    /** {@code SttlmInf}; the network's name. */
    String settlement() {
        enter("SttlmInf");
        fixed("SttlmMtd", "CLRG");
        enter("ClrSys");
        String system = id("Prtry");
        if (!system.startsWith(ClearingSystem.PREFIX) || system.length() == ClearingSystem.PREFIX.length()) {
            throw badValue("Prtry", ClearingSystem.PREFIX + " and the network's name", system);
        }
        leave();
        leave();
        return system.substring(ClearingSystem.PREFIX.length());
    }

    /** A party that must be without a name. */
    void holder(String name) {
        enter(name);
        fixed("Nm", Names.NOT_PROVIDED);
        leave();
    }

    OperatorId operator(String name) {
        enter(name);
        enter("FinInstnId");
        String id = other(Institution.Kind.OPERATOR.scheme());
        leave();
        leave();
        if (!OPERATOR.matcher(id).matches()) {
            throw badValue(name, "an operator's id", id);
        }
        return OperatorId.of(id);
    }

    /** A wallet's account; its number, which need not belong to a wallet. */
    String wallet(String name) {
        enter(name);
        enter("Id");
        String number = other(Account.Kind.WALLET.scheme());
        leave();
        if (isAt("Tp")) {
            enter("Tp");
            fixed("Prtry", Account.Kind.WALLET.type());
            leave();
        }
        if (isAt("Ccy")) {
            fixed("Ccy", Yuan.CURRENCY);
        }
        leave();
        if (!WalletId.hasShape(number)) {
            throw badValue(name, "a wallet number of 16 digits", number);
        }
        return number;
    }

    private String other(String scheme) {
        enter("Othr");
        String id = text("Id");
        enter("SchmeNm");
        fixed("Prtry", scheme);
        leave();
        leave();
        return id;
    }

    private String shownPath() {
        StringBuilder shown = new StringBuilder();
        path.forEach(name -> shown.append('/').append(name));
        return shown.isEmpty() ? "/" : shown.toString();
    }
}
