package org.dcep.simulator.workload;

import java.util.Optional;
import org.dcep.kernel.WalletId;

/**
 * What goes wrong with orders in real life, and how often of 10,000. Together about four in a hundred; frozen wallets
 * and emptied purses add to that.
 */
enum Mishap {
    INSUFFICIENT_BALANCE(110),
    ABOVE_PAYMENT_LIMIT(60),
    ABOVE_PAYEE_LIMIT(60),
    MISTYPED_PAYEE(30),
    UNKNOWN_PAYEE(30),
    PAYS_ITSELF(10),
    EXPIRED(20),
    FORGED(15),
    NO_FEE_ALLOWED(20);

    private final int basisPoints;

    Mishap(int basisPoints) {
        this.basisPoints = basisPoints;
    }

    static Optional<Mishap> draw(Draws draws) {
        int at = draws.below(10_000);
        for (Mishap mishap : values()) {
            if (at < mishap.basisPoints) {
                return Optional.of(mishap);
            }
            at -= mishap.basisPoints;
        }
        return Optional.empty();
    }

    /** A number whose check digit is wrong. */
    static String mistyped(String walletId) {
        int last = walletId.length() - 1;
        return walletId.substring(0, last) + (walletId.charAt(last) - '0' + 1) % 10;
    }

    /** A well-formed number of the operator of {@code walletId} that was never given to a wallet. */
    static String neverGiven(String walletId, Draws draws) {
        int serial = WalletId.MAX_SERIAL - draws.below(1_000);
        return WalletId.of(WalletId.parse(walletId).operatorNumber(), 1, serial).toString();
    }
}
