package org.dcep.iso20022;

import org.dcep.iso20022.MessageReading.Flaw;

/** Ends the reading of a message; never leaves this package, where it becomes {@link MessageReading.Refused}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_REPEATED = 60;

    private final Flaw flaw;

    Refusal(Flaw flaw, String detail) {
        // Expected, and thrown for what strangers send: without a stack trace.
        super(detail, null, false, false);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }

    /** A part of the message, to be repeated to its sender. */
    static String quoted(String text) {
        int end = Math.min(text.length(), MOST_REPEATED);
        StringBuilder shown = new StringBuilder("'");
        text.substring(0, end).codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return shown.append(text.length() > end ? "...'" : "'").toString();
    }
}
