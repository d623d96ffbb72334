package org.dcep.wallet.enrolment;

import org.dcep.web.Problems;

/** Reads the names that clients give to their requests, so that a repeated one opens no second wallet. */
final class IdempotencyKeys {
    private static final int MAX_LENGTH = 255;

    private IdempotencyKeys() {}

    /**
     * @param field where the key stands in the request
     * @throws org.dcep.web.ProblemException malformed, for a key of other than 1 to 255 printable ASCII characters
     */
    static String checked(String field, String key) {
        boolean printable = key.chars().allMatch(c -> c > ' ' && c <= '~');
        if (key.isEmpty() || key.length() > MAX_LENGTH || !printable) {
            throw Problems.malformed(field, "must have 1 to " + MAX_LENGTH + " printable ASCII characters")
                    .asException();
        }
        return key;
    }
}
