package org.dcep.iso20022;

import java.util.UUID;
import java.util.regex.Pattern;
import org.dcep.kernel.PaymentOrder;

/** Texts and identifications as the schemas bound them. */
final class IsoText {
    static final int MAX_ID = 35;
    static final int MAX_ACCOUNT = 34;
    static final int MAX_ADDITIONAL = 105;

    /** UUIDv4Identifier: only such an id may stand as a UETR. */
    private static final Pattern VERSION_4 =
            Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");

    private static final Pattern COMPACT_UUID = Pattern.compile("[0-9a-f]{32}");

    private IsoText() {}

    /**
     * A text of 1 to {@code most} printable characters, none of them a space at an end: such an end is lost or kept by
     * readers as they please.
     *
     * @throws IllegalArgumentException if it is another
     */
    static String id(String text, int most, String name) {
        if (!isId(text, most)) {
            throw new IllegalArgumentException(name + " must have 1 to " + most + " printable characters");
        }
        return text;
    }

    static boolean isId(String text, int most) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.codePointCount(0, text.length()) <= most
                && PaymentOrder.isPrintable(text);
    }

    /** An id of 36 characters has no place in an element of 35, so it travels without its hyphens. */
    static String compact(UUID id) {
        return id.toString().replace("-", "");
    }

    static boolean isCompactUuid(String text) {
        return COMPACT_UUID.matcher(text).matches();
    }

    /** The opposite of {@link #compact}; the text must be one. */
    static UUID expand(String compact) {
        return new UUID(
                Long.parseUnsignedLong(compact.substring(0, 16), 16),
                Long.parseUnsignedLong(compact.substring(16), 16));
    }

    static boolean isUetr(String text) {
        return VERSION_4.matcher(text).matches();
    }
}
