package org.dcep.kernel;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names a commercial bank that distributes the currency: 1 to 32 ASCII letters, digits, dots, hyphens and underscores,
 * beginning with a letter or digit. Chosen by the central bank at admission and never reused.
 */
public record OperatorId(String value) implements Comparable<OperatorId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** What the pattern of the REST documents and of the database constraint must equal. */
    public static final String PATTERN = "^" + SHAPE.pattern() + "$";

    /**
     * @throws IllegalArgumentException if {@code value} has another shape
     */
    public OperatorId {
        Objects.requireNonNull(value, "operatorId");
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("operatorId must match " + SHAPE.pattern());
        }
    }

    public static OperatorId of(String value) {
        return new OperatorId(value);
    }

    @Override
    public int compareTo(OperatorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
