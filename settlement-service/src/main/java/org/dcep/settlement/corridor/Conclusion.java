package org.dcep.settlement.corridor;

import java.util.function.Function;

/** What the answer about the e-CNY leg means for a trade. */
sealed interface Conclusion {
    <T> T fold(Function<Ended, T> ifEnded, Function<Known, T> ifKnown, Function<Contradicted, T> ifContradicted);

    /** The trade has its end, and the posting that goes with it. */
    record Ended(Trade trade, ForeignPosting posting) implements Conclusion {
        @Override
        public <T> T fold(
                Function<Ended, T> ifEnded, Function<Known, T> ifKnown, Function<Contradicted, T> ifContradicted) {
            return ifEnded.apply(this);
        }
    }

    /** The same was said before; nothing happens. */
    record Known() implements Conclusion {
        @Override
        public <T> T fold(
                Function<Ended, T> ifEnded, Function<Known, T> ifKnown, Function<Contradicted, T> ifContradicted) {
            return ifKnown.apply(this);
        }
    }

    /** It cannot be true together with what is known; nothing happens, and a person must look. */
    record Contradicted(String why) implements Conclusion {
        @Override
        public <T> T fold(
                Function<Ended, T> ifEnded, Function<Known, T> ifKnown, Function<Contradicted, T> ifContradicted) {
            return ifContradicted.apply(this);
        }
    }
}
