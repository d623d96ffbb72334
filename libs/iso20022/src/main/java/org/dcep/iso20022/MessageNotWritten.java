package org.dcep.iso20022;

/** The stream that a message was being written to has failed. */
public final class MessageNotWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MessageNotWritten(Throwable cause) {
        super("a message could not be written", cause);
    }
}
