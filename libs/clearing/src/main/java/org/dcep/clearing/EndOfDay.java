package org.dcep.clearing;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dcep.kernel.Money;

/** What becomes of obligations that are still in the queue when a day ends. */
public sealed interface EndOfDay {
    /** One branch per case: a fourth case will not compile until every caller handles it. */
    <T> T fold(Supplier<T> ifKept, Supplier<T> ifReturned, Function<ForceOnCredit, T> ifForced);

    /**
     * They stay, with their place in the queue. The only choice where the payment behind an obligation is final already,
     * as it is with e-CNY.
     */
    record Keep() implements EndOfDay {
        @Override
        public <T> T fold(Supplier<T> ifKept, Supplier<T> ifReturned, Function<ForceOnCredit, T> ifForced) {
            return ifKept.get();
        }
    }

    /** They leave the queue unsettled, and their payers learn it. */
    record Return() implements EndOfDay {
        @Override
        public <T> T fold(Supplier<T> ifKept, Supplier<T> ifReturned, Function<ForceOnCredit, T> ifForced) {
            return ifReturned.get();
        }
    }

    /**
     * They settle together, and the central bank lends overnight to whoever would exceed its credit cap. Only reserves can
     * be lent.
     *
     * @param pricePpm the price of a loan for one night, in millionths of it, 0 to 1,000,000; rounded up to whole fen
     */
    record ForceOnCredit(int pricePpm) implements EndOfDay {
        private static final int MILLION = 1_000_000;

        /**
         * @throws IllegalArgumentException if the price is out of range
         */
        public ForceOnCredit {
            if (pricePpm < 0 || pricePpm > MILLION) {
                throw new IllegalArgumentException("pricePpm must be in 0.." + MILLION + ", was " + pricePpm);
            }
        }

        /** Rounded up, in favour of the central bank. */
        Money priceOf(Money loan) {
            long whole = loan.fen() / MILLION * pricePpm;
            long part = Math.floorDiv(loan.fen() % MILLION * pricePpm + MILLION - 1, MILLION);
            return new Money(whole + part);
        }

        @Override
        public <T> T fold(Supplier<T> ifKept, Supplier<T> ifReturned, Function<ForceOnCredit, T> ifForced) {
            return ifForced.apply(this);
        }
    }
}
