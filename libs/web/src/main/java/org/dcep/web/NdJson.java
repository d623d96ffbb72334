package org.dcep.web;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of one JSON document a line. A line feed ends a line, and the last one needs none; a blank line is a line, so
 * that answers keep their places.
 */
public final class NdJson {
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private NdJson() {}

    /**
     * Where a line stands in its body, without its line feed.
     *
     * @param number counted from 1
     */
    public record Line(int number, int offset, int length) {}

    /**
     * The lines of a body.
     *
     * @throws ProblemException malformed, if there are more than {@code maxLines}
     */
    public static List<Line> lines(byte[] body, int maxLines) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < body.length && lines.size() <= maxLines; i++) {
            if (body[i] == '\n') {
                lines.add(new Line(lines.size() + 1, start, i - start));
                start = i + 1;
            }
        }
        if (start < body.length) {
            lines.add(new Line(lines.size() + 1, start, body.length - start));
        }
        if (lines.size() > maxLines) {
            throw Problems.malformed("", "must have at most " + maxLines + " lines")
                    .asException();
        }
        return lines;
    }

    /** A body of these documents, each with a line feed after it. */
    public static byte[] joined(byte[][] documents) {
        int size = 0;
        for (byte[] document : documents) {
            size += document.length + 1;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        for (byte[] document : documents) {
            body.writeBytes(document);
            body.write('\n');
        }
        return body.toByteArray();
    }
}
