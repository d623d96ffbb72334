package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dcep.iso20022.MessageReading.Flaw;
import org.dcep.iso20022.MessageReading.Readable;
import org.dcep.iso20022.MessageReading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a message that is understood here is refused with a reason, whatever it is, and costs little. */
class HostileMessageTest {
    private static final String GOOD = Samples.text(MessageType.PACS_008);
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    @Test
    void theMessageBelowIsGoodBeforeItIsMadeBad() {
        assertThat(read(GOOD)).isInstanceOf(Readable.class);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("no XML", Flaw.NOT_XML, "{\"order\": {}}"),
                mistake("nothing", Flaw.NOT_XML, ""),
                mistake("cut off", Flaw.NOT_XML, GOOD.substring(0, GOOD.length() / 2)),
                mistake("two documents", Flaw.NOT_XML, GOOD + "<Document/>"),
                mistake("XML 1.1", Flaw.NOT_XML, GOOD.replace("version=\"1.0\"", "version=\"1.1\"")),
                mistake("a control character", Flaw.NOT_XML, GOOD.replace("tea", "&#x1;")),
                mistake("another version", Flaw.WRONG_MESSAGE, GOOD.replace("008.001.08", "008.001.09")),
                mistake("another message", Flaw.WRONG_MESSAGE, Samples.text(MessageType.PACS_009)),
                mistake("no namespace", Flaw.WRONG_MESSAGE, GOOD.replaceFirst(" xmlns=\"[^\"]+\"", "")),
                mistake("another root", Flaw.UNEXPECTED, GOOD.replace("FIToFICstmrCdtTrf", "FICdtTrf")),
                mistake("a foreign element", Flaw.UNEXPECTED, GOOD.replace("<GrpHdr>", "<GrpHdr xmlns=\"urn:x\">")),
                mistake(
                        "an element more",
                        Flaw.UNEXPECTED,
                        GOOD.replace("<ChrgBr>", "<InstdAmt Ccy=\"CNY\">1</InstdAmt><ChrgBr>")),
                mistake("an element less", Flaw.UNEXPECTED, GOOD.replaceFirst("<ChrgBr>DEBT</ChrgBr>", "")),
                mistake("an attribute", Flaw.UNEXPECTED, GOOD.replaceFirst("<PmtId>", "<PmtId a=\"b\">")),
                mistake("text between elements", Flaw.UNEXPECTED, GOOD.replaceFirst("<PmtId>", "x<PmtId>")),
                mistake("an element in a text", Flaw.UNEXPECTED, GOOD.replace("tea", "<b/>tea")),
                mistake("a name", Flaw.BAD_VALUE, GOOD.replaceFirst("NOTPROVIDED", "Alice")),
                mistake("another currency", Flaw.BAD_VALUE, GOOD.replace("CNY\">12.50", "EUR\">12.50")),
                mistake("a third decimal", Flaw.BAD_VALUE, GOOD.replace("12.50<", "12.505<")),
                mistake("a negative amount", Flaw.BAD_VALUE, GOOD.replace(">12.50<", ">-12.50<")),
                mistake("too much", Flaw.BAD_VALUE, GOOD.replace(">12.50<", ">90071992547409.92<")),
                mistake(
                        "no such day",
                        Flaw.BAD_VALUE,
                        GOOD.replace("<IntrBkSttlmDt>2026-11-25", "<IntrBkSttlmDt>2026-02-30")),
                mistake("a year of five digits", Flaw.BAD_VALUE, GOOD.replace("<IntrBkSttlmDt>", "<IntrBkSttlmDt>+1")),
                mistake("a time without offset", Flaw.BAD_VALUE, GOOD.replace(".250Z", "")),
                mistake("another network's system", Flaw.BAD_VALUE, GOOD.replace("DCEP/sandbox", "CIPS")),
                mistake("a wallet of 15 digits", Flaw.BAD_VALUE, GOOD.replace(Samples.ALICE, "001000100000001")),
                mistake("an expiry with a fraction", Flaw.BAD_VALUE, GOOD.replace("04:05:00Z", "04:05:00.5Z")),
                mistake("a fee with a zero in front", Flaw.BAD_VALUE, GOOD.replace("Fen>2<", "Fen>02<")),
                mistake("an id that is none", Flaw.CONTRADICTION, GOOD.replaceAll("3f0c5d8e", "3F0C5D8E")),
                mistake("two ids", Flaw.CONTRADICTION, GOOD.replaceFirst("<TxId>3", "<TxId>4")),
                mistake("another UETR", Flaw.CONTRADICTION, GOOD.replaceFirst("<UETR>3", "<UETR>4")),
                mistake("a wrong count", Flaw.CONTRADICTION, GOOD.replace("<NbOfTxs>2", "<NbOfTxs>3")),
                mistake("a wrong total", Flaw.CONTRADICTION, GOOD.replace("CNY\">12.55", "CNY\">12.54")),
                mistake("nothing to pay", Flaw.CONTRADICTION, GOOD.replace(">12.50<", ">0<")),
                mistake("a document type", Flaw.FORBIDDEN, withType("<!DOCTYPE Document>")),
                mistake("billion laughs", Flaw.FORBIDDEN, withType(laughs()).replace("tea", "&l9;")),
                mistake(
                        "quadratic blow-up",
                        Flaw.FORBIDDEN,
                        withType("<!DOCTYPE d [<!ENTITY a \"" + "a".repeat(60_000) + "\">]>")
                                .replace("tea", "&a;".repeat(60_000))),
                mistake("an unknown entity", null, GOOD.replace("tea", "&nbsp;")),
                mistake("endless text", Flaw.TOO_LARGE, GOOD.replace("tea", "x".repeat(2_000_000))),
                mistake(
                        "endless blanks",
                        Flaw.TOO_LARGE,
                        GOOD.replaceFirst("<PmtId>", " ".repeat(2_000_000) + "<PmtId>")),
                mistake("deep nesting", Flaw.UNEXPECTED, GOOD.replaceFirst("<PmtId>", "<a>".repeat(200_000))),
                mistake(
                        "deep nesting of the expected",
                        Flaw.UNEXPECTED,
                        GOOD.replaceFirst("<PmtId>", "<PmtId>".repeat(200_000))),
                mistake(
                        "an endless attribute",
                        null,
                        GOOD.replaceFirst("<PmtId>", "<PmtId a=\"" + "x".repeat(2_000_000) + "\">")),
                mistake("many attributes", null, GOOD.replaceFirst("<PmtId>", "<PmtId" + attributes(50_000) + ">")),
                mistake("an endless name", null, GOOD.replaceFirst("<PmtId>", "<" + "x".repeat(2_000_000) + ">")),
                mistake(
                        "an endless message",
                        Flaw.TOO_LARGE,
                        GOOD.replace("<NbOfTxs>", "<!--" + "x".repeat(5 << 20) + "--><NbOfTxs>")));
    }

    /** @param flaw null where the parser may notice it before we do */
    private static Arguments mistake(String name, Flaw flaw, String message) {
        return Arguments.of(name, flaw, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isRefused(String name, Flaw flaw, String message) {
        assertThat(message).isNotEqualTo(GOOD);
        MessageReading<CustomerCreditTransfer> reading = read(message);
        assertThat(reading).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.flaw()).isEqualTo(flaw == null ? refused.flaw() : flaw);
            assertThat(refused.detail()).hasSizeBetween(10, 250).doesNotContain("java");
        });
    }

    @Test
    void theReasonSaysWhereItIs() {
        assertThat(read(GOOD.replace("12.50<", "12.505<")))
                .isEqualTo(new Refused<>(
                        Flaw.BAD_VALUE,
                        "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf",
                        "IntrBkSttlmAmt must be yuan with at most two decimals, not '12.505'"));
    }

    @Test
    void anExternalEntityIsNotFetched(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "a secret");
        String type = "<!DOCTYPE d [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>";
        assertThat(read(withType(type).replace("tea", "&s;"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.flaw()).isEqualTo(Flaw.FORBIDDEN);
            assertThat(refused.detail()).doesNotContain("secret");
        });
    }

    @Test
    void anExternalSubsetIsNotFetched(@TempDir Path directory) throws IOException {
        Path subset = Files.writeString(directory.resolve("x.dtd"), "<!ENTITY tea \"coffee\">");
        assertThat(read(withType("<!DOCTYPE d SYSTEM \"" + subset.toUri() + "\">")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.flaw()).isEqualTo(Flaw.FORBIDDEN));
    }

    @Test
    void anotherEncodingIsRefused() {
        String latin = GOOD.replace("UTF-8", "ISO-8859-1").replace("tea", "th\u00e9");
        assertThat(read(latin, StandardCharsets.ISO_8859_1)).isInstanceOf(Refused.class);
        assertThat(read(GOOD, StandardCharsets.UTF_16)).isInstanceOf(Refused.class);
        assertThat(read(GOOD.replace("UTF-8", "UTF-16"))).isInstanceOf(Refused.class);
        assertThat(read(GOOD.replace("tea", "th\u00e9"), StandardCharsets.ISO_8859_1))
                .isInstanceOf(Refused.class);
    }

    @Test
    void moreTransactionsThanAllowedAreRefusedAtTheFirstTooMany() {
        MessageReading<CustomerCreditTransfer> reading =
                CustomerCreditTransferXml.read(stream(GOOD, StandardCharsets.UTF_8), new ReadingLimits(1 << 20, 1));
        assertThat(reading)
                .isEqualTo(new Refused<>(
                        Flaw.TOO_LARGE,
                        "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf",
                        "the message has more than 1 transactions"));
    }

    /** The reader stops at the limit instead of waiting for an end that never comes. */
    @Test
    void anEndlessStreamEnds() {
        InputStream endless = new InputStream() {
            private long position;

            @Override
            public int read() {
                return position < DECLARATION.length() ? DECLARATION.charAt((int) position++) : ' ';
            }
        };
        assertThat(CustomerCreditTransferXml.read(endless, ReadingLimits.REQUEST))
                .isInstanceOf(Refused.class);
    }

    /** Any bytes changed, left out or doubled: refused, or a message that is the same when written and read again. */
    @Property(tries = 3_000)
    void aDamagedMessageIsRefusedOrStillOne(
            @ForAll("damages") byte[] damage,
            @ForAll @IntRange(min = 0, max = 5_000) int at,
            @ForAll @IntRange(min = 0, max = 40) int instead) {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        int from = Math.min(at, good.length);
        int to = Math.min(from + instead, good.length);
        byte[] bad = new byte[good.length - (to - from) + damage.length];
        System.arraycopy(good, 0, bad, 0, from);
        System.arraycopy(damage, 0, bad, from, damage.length);
        System.arraycopy(good, to, bad, from + damage.length, good.length - to);
        MessageReading<CustomerCreditTransfer> reading =
                CustomerCreditTransferXml.read(new ByteArrayInputStream(bad), ReadingLimits.REQUEST);
        reading.fold(
                message -> {
                    byte[] again = Samples.bytes(out -> CustomerCreditTransferXml.write(message, out));
                    return assertThat(CustomerCreditTransferXml.read(
                                    new ByteArrayInputStream(again), ReadingLimits.REQUEST))
                            .isEqualTo(reading);
                },
                refused -> assertThat(refused.detail()).isNotBlank());
    }

    @Provide
    Arbitrary<byte[]> damages() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(8);
        Arbitrary<byte[]> markup = Arbitraries.of(
                        "<",
                        ">",
                        "</",
                        "/>",
                        "<!--",
                        "<![CDATA[",
                        "]]>",
                        "&",
                        "&#0;",
                        "&#55296;",
                        "<?x ?>",
                        "<!DOCTYPE x>",
                        "xmlns=\"\"",
                        " ",
                        "\u0000",
                        "\ufffe",
                        "0",
                        "Z",
                        "<TxId>",
                        "</Document>")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(noise, markup);
    }

    private static String withType(String type) {
        return GOOD.replace(DECLARATION, DECLARATION + type);
    }

    private static String laughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE d [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return type.append("]>").toString();
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return attributes.toString();
    }

    private static MessageReading<CustomerCreditTransfer> read(String message) {
        return read(message, StandardCharsets.UTF_8);
    }

    private static MessageReading<CustomerCreditTransfer> read(String message, Charset charset) {
        return CustomerCreditTransferXml.read(stream(message, charset), ReadingLimits.REQUEST);
    }

    private static InputStream stream(String message, Charset charset) {
        return new ByteArrayInputStream(message.getBytes(charset));
    }
}
