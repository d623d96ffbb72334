package org.dcep.wallet.payment;

import java.util.function.Function;
import org.dcep.ledger.GasCharge;

/** What the rules decide about one order. */
sealed interface PaymentOutcome {
    <T> T fold(Function<Accepted, T> ifAccepted, Function<Held, T> ifHeld, Function<Refused, T> ifRefused);

    /** Final at once: payer and payee are in one book. */
    record Accepted(GasCharge gas) implements PaymentOutcome {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Held, T> ifHeld, Function<Refused, T> ifRefused) {
            return ifAccepted.apply(this);
        }
    }

    /** Amount and gas are set aside until the payee's operator has answered. */
    record Held(GasCharge gas) implements PaymentOutcome {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Held, T> ifHeld, Function<Refused, T> ifRefused) {
            return ifHeld.apply(this);
        }
    }

    /** Nothing moves. */
    record Refused(PaymentRejection reason) implements PaymentOutcome {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Held, T> ifHeld, Function<Refused, T> ifRefused) {
            return ifRefused.apply(this);
        }
    }
}
