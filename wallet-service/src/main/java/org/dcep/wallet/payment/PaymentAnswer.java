package org.dcep.wallet.payment;

import java.util.function.Function;
import org.dcep.web.Problem;

/** What a submitted order is answered with. */
public sealed interface PaymentAnswer {
    <T> T fold(Function<Decided, T> ifDecided, Function<NotDecided, T> ifNotDecided);

    /**
     * Accepted, pending or refused: stored, and the same for ever but for the payment's own progress.
     *
     * @param first false if the answer repeats an earlier one
     */
    record Decided(PaymentRow payment, boolean first) implements PaymentAnswer {
        @Override
        public <T> T fold(Function<Decided, T> ifDecided, Function<NotDecided, T> ifNotDecided) {
            return ifDecided.apply(this);
        }
    }

    /**
     * Nothing was decided, or nobody can tell at the moment.
     *
     * @param paymentId as far as it could be read, else empty
     */
    record NotDecided(String paymentId, Problem problem) implements PaymentAnswer {
        @Override
        public <T> T fold(Function<Decided, T> ifDecided, Function<NotDecided, T> ifNotDecided) {
            return ifNotDecided.apply(this);
        }
    }
}
