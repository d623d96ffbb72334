package org.dcep.wallet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcep.wallet.exchange.Direction.TO_DEPOSIT;
import static org.dcep.wallet.exchange.Direction.TO_WALLET;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.dcep.kernel.Money;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.ledger.Limits;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeRulesTest {
    private static final WalletId WALLET = WalletId.of(1, 1, 1);
    private static final Limits CAP_1000 = new Limits(1_000, 500, Limits.NONE, Limits.NONE);

    /** One row per refusal in precedence order, each with everything wrong that comes after it, then the edges. */
    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(TO_WALLET, 2_000, WalletState.CLOSED, 0, 0, 0, "WALLET_CLOSED"),
                arguments(TO_WALLET, 2_000, WalletState.FROZEN, 0, 0, 0, "WALLET_FROZEN"),
                arguments(TO_WALLET, 2_000, WalletState.ACTIVE, 0, 0, 0, "LIMIT_BALANCE"),
                arguments(TO_WALLET, 1_000, WalletState.ACTIVE, 0, 0, 999, "INSUFFICIENT_VAULT"),
                arguments(TO_WALLET, 1_000, WalletState.ACTIVE, 0, 0, 1_000, "-"),
                arguments(TO_WALLET, 400, WalletState.ACTIVE, 300, 301, 9_999, "LIMIT_BALANCE"),
                arguments(TO_WALLET, 400, WalletState.ACTIVE, 300, 300, 9_999, "-"),
                arguments(TO_WALLET, Money.MAX_FEN, WalletState.ACTIVE, 1, 0, Money.MAX_FEN, "LIMIT_BALANCE"),
                arguments(TO_DEPOSIT, 600, WalletState.CLOSED, 500, 500, 0, "WALLET_CLOSED"),
                arguments(TO_DEPOSIT, 600, WalletState.FROZEN, 500, 500, 0, "WALLET_FROZEN"),
                arguments(TO_DEPOSIT, 501, WalletState.ACTIVE, 500, 500, 0, "INSUFFICIENT_BALANCE"),
                arguments(TO_DEPOSIT, 500, WalletState.ACTIVE, 500, 0, 0, "-"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheFirstReasonThatApplies(
            Direction direction,
            long amountFen,
            WalletState state,
            long availableFen,
            long heldFen,
            long vaultFen,
            String reason) {
        ExchangeOrder order = new ExchangeOrder(UUID.randomUUID(), WALLET.toString(), direction, amountFen);
        Optional<ExchangeRefusal> refusal =
                ExchangeRules.objection(order, wallet(state, availableFen, heldFen), CAP_1000, vaultFen);
        assertThat(refusal.map(Enum::name).orElse("-")).isEqualTo(reason);
    }

    private static WalletAccount wallet(WalletState state, long availableFen, long heldFen) {
        return new WalletAccount(
                WALLET.number(),
                1,
                WalletClass.II,
                state,
                1,
                availableFen,
                heldFen,
                0,
                Spending.none(LocalDate.of(2026, 1, 1)),
                0);
    }
}
