package org.dcep.simulator.settle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.Priority;
import org.dcep.iso20022.InstitutionCreditTransfer;
import org.dcep.iso20022.InstitutionCreditTransferXml;
import org.dcep.iso20022.InstitutionCreditTransferXml.Head;
import org.dcep.iso20022.MessageReading;
import org.dcep.iso20022.ReadingLimits;

/**
 * Obligations as ISO 20022 messages (pacs.009.001.08): one document, or all documents of a directory. Every document is read
 * twice, first to know that all of them can be used and on which day they begin.
 */
final class ObligationMessages {
    private static final int MAX_DOCUMENTS = 10_000;

    private final List<Path> documents;
    private final Map<Path, LocalDate> dates = new HashMap<>();
    private final Obligations.Collector collector = new Obligations.Collector();
    private final long[] dayFen = new long[ObligationFormat.MAX_DAYS + 1];
    private int number;

    private ObligationMessages(List<Path> documents) {
        this.documents = documents;
    }

    /** Whether {@code path} is a directory, or a file that begins as XML does. */
    static boolean are(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return true;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            int next = in.read();
            // A byte order mark, and white space that some writers put first.
            while (next == 0xEF || next == 0xBB || next == 0xBF || next == ' ' || next == '\n' || next == '\r') {
                next = in.read();
            }
            return next == '<';
        }
    }

    static Obligations read(Path path) throws IOException, BadFile {
        ObligationMessages messages = new ObligationMessages(documents(path));
        messages.check();
        messages.collect();
        return messages.collector.inOrder();
    }

    private static List<Path> documents(Path path) throws IOException, BadFile {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> documents = files.filter(Files::isRegularFile)
                    .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".xml"))
                    .sorted((one, other) -> name(one).compareTo(name(other)))
                    .limit(MAX_DOCUMENTS + 1L)
                    .toList();
            if (documents.isEmpty()) {
                throw new BadFile("the directory has no file that ends with .xml");
            }
            if (documents.size() > MAX_DOCUMENTS) {
                throw new BadFile("more than " + MAX_DOCUMENTS + " documents; use several directories");
            }
            return documents;
        }
    }

    private static String name(Path document) {
        return document.getFileName().toString();
    }

    private void check() throws IOException, BadFile {
        Map<String, Path> ids = new HashMap<>();
        for (Path document : documents) {
            Head head = read(document, obligation -> {});
            Path same = ids.put(head.header().id(), document);
            if (same != null) {
                throw new BadFile(name(document) + ": has the MsgId of " + name(same) + "; a message counts once");
            }
            dates.put(document, head.settlementDate());
        }
    }

    private void collect() throws IOException, BadFile {
        LocalDate first = dates.values().stream().min(LocalDate::compareTo).orElseThrow();
        for (Path document : documents) {
            long day = 1 + ChronoUnit.DAYS.between(first, dates.get(document));
            if (day > ObligationFormat.MAX_DAYS) {
                throw new BadFile(name(document) + ": IntrBkSttlmDt is more than " + ObligationFormat.MAX_DAYS
                        + " days after " + first + ", the first; use several directories");
            }
            read(document, obligation -> add(obligation, (int) day));
            requireUsable(document, (int) day);
        }
    }

    /** Without a time an obligation is submitted when its day begins. The number that it gets stands for its line. */
    private void add(InstitutionCreditTransfer.Obligation obligation, int day) {
        number++;
        long fen = obligation.amount().fen();
        boolean room = fen <= ClearingEngine.MAX_SUM_FEN - dayFen[day];
        dayFen[day] = room ? dayFen[day] + fen : Long.MAX_VALUE; // The document is refused when it has been read.
        if (!room || collector.size() == Obligations.Collector.MAX_SIZE) {
            return;
        }
        long millis = obligation.notBefore().map(LocalTime::toSecondOfDay).orElse(0) * 1_000L;
        Priority priority = Priority.valueOf(obligation.priority().name());
        collector.add(
                number,
                new ObligationFormat.Line(day, millis, obligation.debtor(), obligation.creditor(), fen, priority),
                millis);
    }

    private void requireUsable(Path document, int day) throws BadFile {
        if (dayFen[day] > ClearingEngine.MAX_SUM_FEN) {
            throw new BadFile(name(document) + ": the amounts of its day add up to more than "
                    + BigDecimal.valueOf(ClearingEngine.MAX_SUM_FEN, 2));
        }
        if (number > Obligations.Collector.MAX_SIZE) {
            throw new BadFile(name(document) + ": more than " + Obligations.Collector.MAX_SIZE
                    + " obligations; split them by days");
        }
        if (collector.participants() > ClearingEngine.MAX_PARTICIPANTS) {
            throw new BadFile(name(document) + ": more than " + ClearingEngine.MAX_PARTICIPANTS + " participants");
        }
    }

    private static Head read(Path document, Consumer<InstitutionCreditTransfer.Obligation> each)
            throws IOException, BadFile {
        MessageReading<Head> reading;
        try (InputStream in = Files.newInputStream(document)) {
            reading = InstitutionCreditTransferXml.stream(in, ReadingLimits.FILE, each);
        }
        if (reading instanceof MessageReading.Refused<Head> refused) {
            throw new BadFile(name(document) + ", " + refused.path() + ": " + refused.detail());
        }
        return ((MessageReading.Readable<Head>) reading).message();
    }
}
