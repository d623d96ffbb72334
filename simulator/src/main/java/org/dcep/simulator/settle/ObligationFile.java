package org.dcep.simulator.settle;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.dcep.clearing.ClearingEngine;

/**
 * What a file of obligations holds. The first line that cannot be used ends the reading: half a file would give numbers that
 * look like those of the whole.
 *
 * @param withoutValue lines of a PSSimPy file with an amount of zero, which owe nothing and are left out
 */
public record ObligationFile(Obligations obligations, int withoutValue) {
    /** When orders without a time are submitted: drawn evenly from here ... */
    private static final long DRAWN_FROM_MILLIS = Fields.DAY_MILLIS / 24 * 8;

    /** ... to here, exclusive. */
    private static final long DRAWN_TO_MILLIS = Fields.DAY_MILLIS / 24 * 17;

    /**
     * Reads a file in UTF-8, one line at a time, or messages: one document, or all of a directory.
     *
     * @param seed decides the times of orders that have none, and nothing else
     * @throws BadFile if a line cannot be used, with its number, its column and what to do
     * @throws IOException if the file cannot be read
     */
    public static ObligationFile read(Path file, long seed) throws IOException, BadFile {
        if (ObligationMessages.are(file)) {
            return new ObligationFile(ObligationMessages.read(file), 0);
        }
        char separator = separator(file);
        try (TableFile table = new TableFile(text(file), separator)) {
            return read(table, seed);
        } catch (CharacterCodingException e) {
            throw new BadFile("the file is not in UTF-8; save it as UTF-8");
        }
    }

    static Reader text(Path file) throws IOException {
        return new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder());
    }

    /** Of the formats only PKDD'99 has semicolons, and its first line has no comma. */
    private static char separator(Path file) throws IOException, BadFile {
        try (TableFile table = new TableFile(text(file), ';')) {
            return ObligationFormat.PKDD99.fits(table.header())
                    ? ObligationFormat.PKDD99.separator()
                    : ObligationFormat.CSV.separator();
        } catch (CharacterCodingException e) {
            throw new BadFile("the file is not in UTF-8; save it as UTF-8");
        }
    }

    private static ObligationFile read(TableFile table, long seed) throws IOException, BadFile {
        ObligationFormat format = ObligationFormat.of(table.header());
        Obligations.Collector collector = new Obligations.Collector();
        SplittableRandom times = new SplittableRandom(seed);
        long[] dayFen = new long[ObligationFormat.MAX_DAYS + 1];
        int withoutValue = 0;
        while (table.next()) {
            ObligationFormat.Line line = format.read(table);
            if (line.fen() == 0 && format == ObligationFormat.PSSIMPY) {
                withoutValue++;
                continue;
            }
            requireUsable(table, line, collector);
            dayFen[line.day()] += line.fen();
            if (dayFen[line.day()] > ClearingEngine.MAX_SUM_FEN) {
                throw table.bad(
                        "amount",
                        "the amounts of day " + line.day() + " add up to more than "
                                + BigDecimal.valueOf(ClearingEngine.MAX_SUM_FEN, 2));
            }
            boolean drawn = line.millisOfDay() == ObligationFormat.NO_TIME;
            long millis = drawn ? times.nextLong(DRAWN_FROM_MILLIS, DRAWN_TO_MILLIS) : line.millisOfDay();
            collector.add(table.line(), line, Math.min(millis, Fields.DAY_MILLIS - 1));
            if (collector.participants() > ClearingEngine.MAX_PARTICIPANTS) {
                throw BadFile.at(table.line(), "more than " + ClearingEngine.MAX_PARTICIPANTS + " participants");
            }
        }
        if (collector.size() == 0) {
            throw new BadFile("the file has no obligations, only a first line");
        }
        if (format == ObligationFormat.PSSIMPY && collector.allHaveOnePriority()) {
            collector.forgetPriorities(); // Its default is 1 for all, which says that nobody chose.
        }
        return new ObligationFile(collector.inOrder(), withoutValue);
    }

    private static void requireUsable(TableFile table, ObligationFormat.Line line, Obligations.Collector collector)
            throws BadFile {
        if (line.fen() == 0) {
            throw table.bad("amount", "must be more than 0; delete the line if nothing is owed");
        }
        if (line.payer().equals(line.payee())) {
            throw BadFile.at(
                    table.line(),
                    "payer and payee are both " + line.payer()
                            + "; what stays with one participant needs no settlement, so delete the line");
        }
        if (collector.size() == Obligations.Collector.MAX_SIZE) {
            throw BadFile.at(
                    table.line(),
                    "more than " + Obligations.Collector.MAX_SIZE + " obligations; split the file by days");
        }
    }
}
