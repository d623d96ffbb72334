package org.dcep.wallet.enrolment;

import java.util.function.Function;
import org.dcep.kernel.WalletId;
import org.dcep.web.Problem;

/** What came of asking for a wallet. */
sealed interface WalletOutcome {
    <T> T fold(Function<Opened, T> ifOpened, Function<OpenedBefore, T> ifOpenedBefore, Function<Refused, T> ifRefused);

    /** Opened by this request. */
    record Opened(WalletId wallet) implements WalletOutcome {
        @Override
        public <T> T fold(
                Function<Opened, T> ifOpened,
                Function<OpenedBefore, T> ifOpenedBefore,
                Function<Refused, T> ifRefused) {
            return ifOpened.apply(this);
        }
    }

    /** Opened by an earlier request with the same idempotency key. */
    record OpenedBefore(WalletId wallet) implements WalletOutcome {
        @Override
        public <T> T fold(
                Function<Opened, T> ifOpened,
                Function<OpenedBefore, T> ifOpenedBefore,
                Function<Refused, T> ifRefused) {
            return ifOpenedBefore.apply(this);
        }
    }

    /** Not opened, or nobody knows: the problem says which. */
    record Refused(Problem problem) implements WalletOutcome {
        @Override
        public <T> T fold(
                Function<Opened, T> ifOpened,
                Function<OpenedBefore, T> ifOpenedBefore,
                Function<Refused, T> ifRefused) {
            return ifRefused.apply(this);
        }
    }
}
