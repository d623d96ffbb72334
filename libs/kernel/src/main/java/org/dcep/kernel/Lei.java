package org.dcep.kernel;

import java.util.regex.Pattern;

/**
 * A legal entity identifier: who a firm is, in every country. Eighteen letters and digits, then two check digits that
 * find every letter mistaken for a letter, every digit for a digit, every swap of two of a kind, and nearly all else.
 *
 * <p>Source: S-20 in docs/sources.md (ISO 17442-1; check digits by ISO/IEC 7064, MOD 97-10). Whether a firm of this
 * identifier exists is not asked here: that is known to the registers of the issuers only.
 */
public record Lei(String value) {
    public static final int LENGTH = 20;

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{18}[0-9]{2}");
    private static final int MODULUS = 97;

    /**
     * @throws IllegalArgumentException if {@code value} has another shape or its check digits are wrong
     */
    public Lei {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "an LEI has 18 capital letters and digits and two check digits that agree with them");
        }
    }

    /** Whether shape and check digits are right; false for null. */
    public static boolean isValid(String value) {
        return value != null && SHAPE.matcher(value).matches() && remainder(value) == 1;
    }

    /**
     * Completes an identifier.
     *
     * @param first its first 18 characters
     * @throws IllegalArgumentException if they are not capital letters and digits
     */
    public static Lei completing(String first) {
        int check = MODULUS + 1 - remainder(first + "00");
        return new Lei(first + check / 10 + check % 10);
    }

    /** Letters count as two digits, A as 10 and Z as 35; the number they make is too long for any type. */
    private static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), Character.MAX_RADIX);
            remainder = (remainder * (digit < 10 ? 10 : 100) + digit) % MODULUS;
        }
        return remainder;
    }

    @Override
    public String toString() {
        return value;
    }
}
