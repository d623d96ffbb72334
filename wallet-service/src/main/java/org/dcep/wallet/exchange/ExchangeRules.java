package org.dcep.wallet.exchange;

import java.util.Optional;
import org.dcep.kernel.Money;
import org.dcep.ledger.Limits;
import org.dcep.wallet.book.WalletAccount;

/** Decides exchanges. Pure. Limits of payments do not apply: an exchange moves nothing to anybody else. */
final class ExchangeRules {
    private ExchangeRules() {}

    /** The first reason of {@link ExchangeRefusal} that applies; empty if the exchange is good. */
    static Optional<ExchangeRefusal> objection(
            ExchangeOrder order, WalletAccount wallet, Limits limits, long vaultFen) {
        return switch (wallet.state()) {
            case CLOSED -> Optional.of(ExchangeRefusal.WALLET_CLOSED);
            case FROZEN -> Optional.of(ExchangeRefusal.WALLET_FROZEN);
            case ACTIVE ->
                order.direction() == Direction.TO_WALLET
                        ? objectionToWallet(order.amountFen(), wallet, limits, vaultFen)
                        : objectionToDeposit(order.amountFen(), wallet);
        };
    }

    /** What pending payments hold counts against the limit too: it may come back. */
    private static Optional<ExchangeRefusal> objectionToWallet(
            long amountFen, WalletAccount wallet, Limits limits, long vaultFen) {
        long most = Math.min(limits.balanceFen(), Money.MAX_FEN);
        if (wallet.availableFen() + wallet.heldFen() > most - amountFen) {
            return Optional.of(ExchangeRefusal.LIMIT_BALANCE);
        }
        return amountFen > vaultFen ? Optional.of(ExchangeRefusal.INSUFFICIENT_VAULT) : Optional.empty();
    }

    private static Optional<ExchangeRefusal> objectionToDeposit(long amountFen, WalletAccount wallet) {
        return amountFen > wallet.availableFen() ? Optional.of(ExchangeRefusal.INSUFFICIENT_BALANCE) : Optional.empty();
    }
}
