package org.dcep.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcep.kernel.Money.fen;

import org.junit.jupiter.api.Test;

class PostingTest {
    private static final AccountId VAULT = AccountId.of(AccountKind.VAULT, 1);

    @Test
    void movesSomethingBetweenTwoAccountsOfOneBook() {
        assertThatThrownBy(() -> new Posting(VAULT, VAULT, fen(1), Purpose.ISSUE))
                .hasMessageContaining("two accounts");
        assertThatThrownBy(() -> new Posting(VAULT, AccountId.of(AccountKind.GAS, 1), fen(0), Purpose.ISSUE))
                .hasMessageContaining("at least 1 fen");
        assertThatThrownBy(() -> new Posting(VAULT, AccountId.of(AccountKind.GAS, 2), fen(1), Purpose.ISSUE))
                .hasMessageContaining("inside one book");
    }

    @Test
    void anAccountNamesAWalletExactlyWhereOneBelongs() {
        assertThatThrownBy(() -> AccountId.of(AccountKind.WALLET, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId(AccountKind.GAS, 1, 7)).isInstanceOf(IllegalArgumentException.class);
    }
}
