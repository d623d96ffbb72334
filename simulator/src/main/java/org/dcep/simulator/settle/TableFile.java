package org.dcep.simulator.settle;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of lines with separated fields and a header, read one line at a time. Fields may stand in double quotes, a quote
 * inside is doubled; a field does not go beyond its line. A byte order mark and blank lines at the end are overlooked.
 */
final class TableFile implements Closeable {
    private static final int MAX_LINE_LENGTH = 4_096;
    private static final int SHOWN = 40;

    private final BufferedReader reader;
    private final char separator;
    private final List<String> header;
    private int line = 1;
    private List<String> fields = List.of();

    /**
     * Reads the header.
     *
     * @throws BadFile if there is none, or a column is named twice
     */
    TableFile(Reader text, char separator) throws IOException, BadFile {
        this.reader = new BufferedReader(text);
        this.separator = separator;
        String first = readLine();
        if (first == null || first.isBlank()) {
            throw new BadFile("line 1: the file begins with a line that names the columns, but there is none");
        }
        header = split(first.replace("\uFEFF", "")).stream().map(String::strip).toList();
        if (header.stream().distinct().count() < header.size()) {
            throw BadFile.at(1, "a column is named twice in " + shown(first));
        }
    }

    List<String> header() {
        return header;
    }

    int line() {
        return line;
    }

    /**
     * Goes to the next line; false at the end of the file.
     *
     * @throws BadFile if the line does not have as many fields as the header, or is too long
     */
    boolean next() throws IOException, BadFile {
        line++;
        String text = readLine();
        if (text == null || text.isBlank()) {
            requireNothingMore(text);
            return false;
        }
        fields = split(text);
        if (fields.size() != header.size()) {
            throw BadFile.at(
                    line,
                    "expected " + header.size() + " fields as in the first line, found " + fields.size() + " in "
                            + shown(text));
        }
        return true;
    }

    private void requireNothingMore(String text) throws IOException, BadFile {
        int blank = line;
        for (String rest = text; rest != null; rest = readLine()) {
            if (!rest.isBlank()) {
                throw BadFile.at(blank, "the line is blank, but others follow; delete it");
            }
        }
    }

    /** The field of a column that the file has, without blanks around it. */
    String field(String column) {
        return fields.get(header.indexOf(column)).strip();
    }

    /** The field of a column, unless the file does not have it. */
    Optional<String> optional(String column) {
        int index = header.indexOf(column);
        return index < 0 ? Optional.empty() : Optional.of(fields.get(index).strip());
    }

    BadFile bad(String column, String reason) {
        return BadFile.at(line, column, reason);
    }

    /** Like {@link BufferedReader#readLine}, but never longer than a line may be. */
    private String readLine() throws IOException, BadFile {
        StringBuilder text = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            text.append((char) c);
            if (text.length() > MAX_LINE_LENGTH) {
                throw BadFile.at(line, "the line has more than " + MAX_LINE_LENGTH + " characters");
            }
            c = reader.read();
        }
        int end = text.length() - 1;
        if (end >= 0 && text.charAt(end) == '\r') {
            text.setLength(end);
        }
        return text.toString();
    }

    private List<String> split(String text) throws BadFile {
        List<String> found = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                found.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw BadFile.at(line, "a quote is not closed in " + shown(text));
        }
        found.add(field.toString());
        return found;
    }

    static String shown(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
