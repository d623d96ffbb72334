package org.dcep.simulator.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of an answer, of which only statuses and codes are looked at; used again and again by one connection. */
final class AnswerBody {
    private static final byte[] STATUS = "\"status\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "\"code\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String NO_CODE = "NO_CODE";
    private static final int STATUS_DIGITS = 3;

    private byte[] bytes = new byte[1_024];
    private int length;
    private int position;

    void clear() {
        length = 0;
        position = 0;
    }

    void append(ByteBuf content) {
        int more = content.readableBytes();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        content.readBytes(bytes, length, more);
        length += more;
    }

    /** The status of the next payment, or -1 if there is no other. */
    int nextStatus() {
        int found = indexOf(STATUS, position, length);
        if (found < 0 || found + STATUS.length + STATUS_DIGITS > length) {
            return -1;
        }
        int status = 0;
        for (int i = found + STATUS.length; i < found + STATUS.length + STATUS_DIGITS; i++) {
            status = 10 * status + bytes[i] - '0';
        }
        position = found + STATUS.length + STATUS_DIGITS;
        return status;
    }

    /** The code that follows, before the status of another payment. */
    String nextCode() {
        int end = indexOf(STATUS, position, length);
        int found = indexOf(CODE, position, end < 0 ? length : end);
        if (found < 0) {
            return NO_CODE;
        }
        int from = found + CODE.length;
        int to = from;
        while (to < length && bytes[to] != '"') {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private int indexOf(byte[] pattern, int from, int to) {
        for (int i = from; i + pattern.length <= to; i++) {
            if (bytes[i] == '"' && Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }
}
