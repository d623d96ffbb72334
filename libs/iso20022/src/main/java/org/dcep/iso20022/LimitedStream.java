package org.dcep.iso20022;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception where a message is longer than it may be. */
final class LimitedStream extends FilterInputStream {
    /** More bytes than allowed. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        Exceeded(long bytes) {
            super("more than " + bytes + " bytes");
        }
    }

    private final long most;
    private long read;
    private boolean exceeded;

    LimitedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** Also if the parser has made another exception of it. */
    boolean isExceeded() {
        return exceeded;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) throws Exceeded {
        read += more;
        if (read > most) {
            exceeded = true;
            throw new Exceeded(most);
        }
    }
}
