package org.dcep.platform;

/** A server or process could not be started or stopped; the message says what to do about it. */
public final class PlatformException extends RuntimeException {
    /** With a message for the person at the keyboard. */
    public PlatformException(String message) {
        super(message);
    }

    /** With a message for the person at the keyboard and the failure behind it. */
    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
