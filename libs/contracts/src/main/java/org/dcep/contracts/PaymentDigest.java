package org.dcep.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A number per committed payment such that the sum over a cycle, modulo 2^64, tells two sets of payments apart whatever
 * their order. It guards against loss and mix-up between honest parties; the notary's log guards against liars.
 */
public final class PaymentDigest {
    private PaymentDigest() {}

    /** The first eight bytes of SHA-256 over id, operators, amount, fee and cycle, joined by line feeds. */
    public static long of(
            UUID paymentId, String operatorId, String payeeOperatorId, long amountFen, long gasFeeFen, long cycleId) {
        String text = paymentId + "\n" + operatorId + "\n" + payeeOperatorId + "\n" + amountFen + "\n" + gasFeeFen
                + "\n" + cycleId;
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | hash[i] & 0xff;
        }
        return first;
    }

    /** 16 lower-case hexadecimal digits. */
    public static String text(long digest) {
        return String.format("%016x", digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
