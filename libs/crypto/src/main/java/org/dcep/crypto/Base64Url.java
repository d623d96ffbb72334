package org.dcep.crypto;

import java.util.Base64;

/**
 * Base64url without padding (RFC 4648, section 5), with exactly one text for any bytes: what decodes also encodes back
 * to the same text, so a text can be compared or stored in place of its bytes.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    /** Encodes without padding and without line breaks. */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * Decodes strictly.
     *
     * @throws IllegalArgumentException for padding, white space, letters of plain base64 ({@code +}, {@code /}) and
     *     unused bits that are not zero
     */
    public static byte[] decode(String text) {
        byte[] bytes = DECODER.decode(text);
        // The JDK takes padding and ignores unused bits: several texts would stand for one key or signature.
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not base64url in its only form: padded, or with unused bits set");
        }
        return bytes;
    }
}
