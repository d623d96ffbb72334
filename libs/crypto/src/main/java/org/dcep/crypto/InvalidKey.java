package org.dcep.crypto;

/** A key that must not be used: of wrong shape, off its curve, of low order, or encoded in more than one way. */
public final class InvalidKey extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The message says what is wrong and never contains the key. */
    InvalidKey(String message) {
        super(message);
    }
}
