package org.dcep.settlement.corridor;

import java.util.function.Function;

/** What the rules decide about the acceptance of a quote. */
sealed interface TradeOutcome {
    <T> T fold(Function<Held, T> ifHeld, Function<Refused, T> ifRefused);

    /** The buyer's currency is set aside, the quote is taken. */
    record Held(Trade trade, ForeignPosting posting) implements TradeOutcome {
        @Override
        public <T> T fold(Function<Held, T> ifHeld, Function<Refused, T> ifRefused) {
            return ifHeld.apply(this);
        }
    }

    /** Nothing happens, and nothing is stored. */
    record Refused(TradeRejection reason) implements TradeOutcome {
        @Override
        public <T> T fold(Function<Held, T> ifHeld, Function<Refused, T> ifRefused) {
            return ifRefused.apply(this);
        }
    }
}
