package org.dcep.wallet.payment;

import org.dcep.crypto.Verifier;

/** The values of {@code dcep.crypto.verifier}, {@code auto} and {@code bouncy-castle}. */
enum VerifierChoice {
    AUTO {
        @Override
        Verifier verifier() {
            return Verifier.fastest();
        }
    },
    BOUNCY_CASTLE {
        @Override
        Verifier verifier() {
            return Verifier.bouncyCastle();
        }
    };

    abstract Verifier verifier();
}
