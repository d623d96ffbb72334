package org.dcep.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * What a payer orders and signs. The id is the payer's own and is the payment's identity for ever.
 *
 * @param payee the payee's wallet number as the payer wrote it: 16 digits, not yet known to exist
 * @param amount at least 1 fen
 * @param maxGasFee the payment is refused rather than charged more
 * @param expiresAt whole seconds
 * @param reference 0 to {@value #MAX_REFERENCE_LENGTH} printable characters for payer and payee, may be empty
 */
public record PaymentOrder(
        UUID id, String payer, String payee, Money amount, Money maxGasFee, Instant expiresAt, String reference) {
    public static final String TAG = "dcep-payment-v1";
    public static final int MAX_REFERENCE_LENGTH = 140;
    public static final int MAX_VALIDITY_MINUTES = 10;

    /**
     * @throws IllegalArgumentException if a field is outside its range
     */
    public PaymentOrder {
        Objects.requireNonNull(id, "id");
        if (!WalletId.hasShape(payer) || !WalletId.hasShape(payee)) {
            throw new IllegalArgumentException("payer and payee must be wallet numbers of 16 digits");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("amountFen must be at least 1");
        }
        Objects.requireNonNull(maxGasFee, "maxGasFee");
        if (!expiresAt.equals(expiresAt.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("expiresAt must have whole seconds");
        }
        if (!isPrintable(reference)) {
            throw new IllegalArgumentException("reference must have at most 140 printable characters");
        }
    }

    /**
     * The bytes under the payer's signature; API.md, "The bytes that a payer signs".
     *
     * @param network names the network, so that an order cannot be replayed on another one
     */
    public byte[] signedBytes(String network) {
        return CanonicalText.of(TAG)
                .field(network)
                .field(id.toString())
                .field(payer)
                .field(payee)
                .field(amount.fen())
                .field(maxGasFee.fen())
                .field(expiresAt.toString())
                .field(reference)
                .bytes();
    }

    /** At most 140 Unicode code points, none of them a control, surrogate, unassigned, line or format character. */
    public static boolean isPrintable(String reference) {
        return reference.codePointCount(0, reference.length()) <= MAX_REFERENCE_LENGTH
                && reference.codePoints().allMatch(PaymentOrder::isPrintable);
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
