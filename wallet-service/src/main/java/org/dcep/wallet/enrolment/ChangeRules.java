package org.dcep.wallet.enrolment;

import java.util.Optional;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;

/** Decides whether a wallet may change. Pure. */
final class ChangeRules {
    private ChangeRules() {}

    /** Why a change is refused; the first that applies. */
    enum Refusal {
        /** Closed is for ever: nothing of the wallet changes any more. */
        WALLET_CLOSED,
        /** It still holds money, or pending payments do. */
        WALLET_NOT_EMPTY
    }

    /**
     * To close a closed wallet is no change and so no refusal. A lower class is granted whatever the wallet holds: its
     * limits apply to what comes after.
     */
    static Optional<Refusal> objection(WalletAccount wallet, WalletPatch patch) {
        boolean closes = patch.state().filter(WalletState.CLOSED::equals).isPresent();
        if (wallet.state() == WalletState.CLOSED) {
            return closes && patch.walletClass().isEmpty() && patch.publicKey().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Refusal.WALLET_CLOSED);
        }
        boolean empty = wallet.availableFen() == 0 && wallet.heldFen() == 0;
        return closes && !empty ? Optional.of(Refusal.WALLET_NOT_EMPTY) : Optional.empty();
    }
}
