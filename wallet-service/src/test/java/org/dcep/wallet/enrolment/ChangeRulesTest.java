package org.dcep.wallet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.dcep.kernel.WalletClass;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.Spending;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.book.WalletState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRulesTest {
    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 0, 0, CLOSED, -",
        "ACTIVE, 1, 0, CLOSED, WALLET_NOT_EMPTY",
        "ACTIVE, 0, 1, CLOSED, WALLET_NOT_EMPTY",
        "FROZEN, 0, 0, CLOSED, -",
        "FROZEN, 1, 0, CLOSED, WALLET_NOT_EMPTY",
        "ACTIVE, 1, 1, FROZEN, -",
        "FROZEN, 1, 1, ACTIVE, -",
        "CLOSED, 0, 0, CLOSED, -",
        "CLOSED, 0, 0, ACTIVE, WALLET_CLOSED",
        "CLOSED, 0, 0, FROZEN, WALLET_CLOSED"
    })
    void closesOnlyWhatIsEmptyAndForEver(
            WalletState present, long availableFen, long heldFen, WalletState wanted, String refusal) {
        WalletAccount wallet = new WalletAccount(
                WalletId.of(1, 1, 1).number(),
                1,
                WalletClass.II,
                present,
                1,
                availableFen,
                heldFen,
                0,
                Spending.none(LocalDate.of(2026, 1, 1)),
                0);
        WalletPatch patch = new WalletPatch(Optional.empty(), Optional.of(wanted), Optional.empty(), Optional.empty());
        assertThat(ChangeRules.objection(wallet, patch).map(Enum::name).orElse("-"))
                .isEqualTo(refusal);
    }
}
