package org.dcep.kernel;

import java.nio.charset.StandardCharsets;

/**
 * The one way in which this system turns fields into bytes that are signed: UTF-8, fields joined by one line feed, no
 * trailing line feed, the first field a tag that separates one kind of document from every other. A field that
 * contains a line feed is refused, so two different lists of fields never give the same bytes.
 */
public final class CanonicalText {
    private final StringBuilder text = new StringBuilder(256);

    private CanonicalText(String tag) {
        text.append(checked(tag));
    }

    /** Begins a document of the kind that {@code tag} names, such as {@code dcep-payment-v1}. */
    public static CanonicalText of(String tag) {
        return new CanonicalText(tag);
    }

    /**
     * @throws IllegalArgumentException if {@code value} contains a line feed
     */
    public CanonicalText field(String value) {
        text.append('\n').append(checked(value));
        return this;
    }

    /** Decimal, without sign for the values from 0 up that documents hold, without leading zero. */
    public CanonicalText field(long value) {
        text.append('\n').append(value);
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String checked(String value) {
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a signed field must not contain a line feed");
        }
        return value;
    }
}
