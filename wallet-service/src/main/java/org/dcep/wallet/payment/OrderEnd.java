package org.dcep.wallet.payment;

import java.util.Set;
import java.util.function.Function;
import org.dcep.kernel.LogLeaf;
import org.dcep.web.Problem;

/** How an order has ended, for ever, or that it has not. */
public sealed interface OrderEnd {
    /** One branch per case. */
    <T> T fold(Function<Accepted, T> ifAccepted, Function<Refused, T> ifRefused, Function<Open, T> ifOpen);

    /** Final for payer and payee; the leaf is what the notary's log says about it. */
    record Accepted(LogLeaf leaf) implements OrderEnd {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Refused, T> ifRefused, Function<Open, T> ifOpen) {
            return ifAccepted.apply(this);
        }
    }

    /** Nothing has moved or everything came back, and this order can never be accepted any more. */
    record Refused(String code) implements OrderEnd {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Refused, T> ifRefused, Function<Open, T> ifOpen) {
            return ifRefused.apply(this);
        }
    }

    /** Pending at the payee's operator, or not decided; ask again. */
    record Open(String why) implements OrderEnd {
        @Override
        public <T> T fold(Function<Accepted, T> ifAccepted, Function<Refused, T> ifRefused, Function<Open, T> ifOpen) {
            return ifOpen.apply(this);
        }
    }

    /** Refusals that decide nothing: the same order, sent again while it is valid, may still be accepted. */
    Set<String> NOT_DECIDED = Set.of("BAD_SIGNATURE", "SHARD_FROZEN");

    /**
     * What an answer without a decision means for the order.
     *
     * @param dead whether its time has passed so long ago that no replica would accept it any more
     */
    static OrderEnd of(Problem undecided, boolean dead) {
        // Whoever has the id has it for ever, so this order will not.
        boolean neverToBe = undecided.code().equals("ID_REUSED") || dead && NOT_DECIDED.contains(undecided.code());
        return neverToBe ? new Refused(undecided.code()) : new Open(undecided.code());
    }
}
