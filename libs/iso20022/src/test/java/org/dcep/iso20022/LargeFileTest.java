package org.dcep.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcep.iso20022.InstitutionCreditTransferXml.Head;
import org.dcep.iso20022.MessageReading.Readable;
import org.junit.jupiter.api.Test;

/** A day's obligations, made while they are read, so that neither side ever holds them all. */
class LargeFileTest {
    private static final int OBLIGATIONS = 150_000;

    /** More characters than the limit of 5 * 10^7 that the JDK's parsers set to what entities may add up to. */
    private static final long MANY = 60_000_000;

    @Test
    void isReadObligationByObligation() {
        AtomicLong sumFen = new AtomicLong();
        AtomicLong characters = new AtomicLong();
        MessageReading<Head> reading = InstitutionCreditTransferXml.stream(
                file(characters),
                ReadingLimits.FILE,
                obligation -> sumFen.addAndGet(obligation.amount().fen()));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Readable.class,
                        readable ->
                                assertThat(((Head) readable.message()).count()).isEqualTo(OBLIGATIONS));
        assertThat(sumFen).hasValue(100L * OBLIGATIONS);
        assertThat(characters.get()).isGreaterThan(MANY);
    }

    private static InputStream file(AtomicLong characters) {
        String sample = Samples.text(MessageType.PACS_009).replaceAll(">\\s+<", "><");
        int first = sample.indexOf("<CdtTrfTxInf>");
        int end = sample.indexOf("</CdtTrfTxInf>") + "</CdtTrfTxInf>".length();
        String head = sample.substring(0, first)
                .replaceFirst("<NbOfTxs>\\d+", "<NbOfTxs>" + OBLIGATIONS)
                .replaceFirst("CNY\">[0-9.]+", "CNY\">" + OBLIGATIONS + ".00");
        String one = sample.substring(first, end).replaceFirst("CNY\">[0-9.]+", "CNY\">1.00");
        Stream<String> all = Stream.of(
                        Stream.of(head),
                        IntStream.range(0, OBLIGATIONS).mapToObj(i -> one.replace("cycle-12-1", "cycle-12-" + i)),
                        Stream.of("</FICdtTrf></Document>"))
                .flatMap(parts -> parts);
        Iterator<InputStream> parts = all.peek(part -> characters.addAndGet(part.length()))
                .<InputStream>map(part -> new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        });
    }
}
