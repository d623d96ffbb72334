package org.dcep.settlement.corridor;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dcep.web.Problems;

/** What may stand in a path or a body as the name of something. */
final class Names {
    static final String CORRIDOR_PATTERN = "^[a-z0-9][a-z0-9-]{0,31}$";
    static final String ACCOUNT_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$";

    private static final Pattern CORRIDOR = Pattern.compile(CORRIDOR_PATTERN);
    private static final Pattern ACCOUNT = Pattern.compile(ACCOUNT_PATTERN);
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9_-]{86}");

    private Names() {}

    static boolean isCorridor(String text) {
        return CORRIDOR.matcher(text).matches();
    }

    /**
     * @throws IllegalArgumentException if {@code text} cannot name an account
     */
    static void requireAccount(String field, String text) {
        if (!ACCOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " must match " + ACCOUNT_PATTERN);
        }
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not base64url of 64 bytes
     */
    static void requireSignature(String text) {
        if (!SIGNATURE.matcher(text).matches()) {
            throw new IllegalArgumentException("signature must be 64 bytes, base64url without padding");
        }
    }

    /** A path that is no id in its usual form names nothing: fails with 404. */
    static UUID id(String text) {
        return parsed(text).orElseThrow(() -> Problems.notFound().asException());
    }

    /** Reads a cursor that is an id; fails with 400 for anything else. */
    static Optional<UUID> after(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(parsed(text)
                .orElseThrow(() -> Problems.malformed("after", "is not a cursor of this list")
                        .asException()));
    }

    private static Optional<UUID> parsed(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
