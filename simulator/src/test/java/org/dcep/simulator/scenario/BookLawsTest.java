package org.dcep.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.dcep.simulator.client.IssuerApi;
import org.dcep.simulator.client.WalletApi;
import org.junit.jupiter.api.Test;

/** Two banks after payments of 60 fen from a to b, which reserves have settled. */
class BookLawsTest {
    private static final WalletApi.Vault PAYER = vault("bank-a", 100, 40, 60);
    private static final WalletApi.Vault PAYEE = vault("bank-b", 100, 160, -60);

    @Test
    void holdWhereReservesHaveSettled() {
        assertThat(BookLaws.of(state(PAYER, PAYEE, 200))).allMatch(Law::holds);
    }

    @Test
    void nameReservesThatOneBookHasAndNoOtherLacks() {
        WalletApi.Vault wrong = vault("bank-b", 99, 160, -61);
        assertThat(broken(state(PAYER, wrong, 200)))
                .contains("reserves-in-books-sum-to-zero", "operators-books-equal-issuers-book")
                .doesNotContain("books-sum-to-zero");
    }

    @Test
    void nameABookThatMovedIssuedCurrencyInstead() {
        WalletApi.Vault wrong = vault("bank-a", 40, 40, 0);
        assertThat(broken(state(wrong, PAYEE, 200)))
                .contains("reserves-in-books-sum-to-zero", "operators-books-equal-issuers-book");
    }

    @Test
    void nameLiquidityThatSettlementDoesNotHave() {
        assertThat(broken(state(PAYER, PAYEE, 199))).containsExactly("liquidity-placed-equals-settlement-accounts");
    }

    private static List<String> broken(BookState state) {
        return BookLaws.of(state).stream()
                .filter(law -> !law.holds())
                .map(Law::name)
                .toList();
    }

    private static BookState state(WalletApi.Vault payer, WalletApi.Vault payee, long settlementAccountsFen) {
        ObjectNode reconciliation = JsonNodeFactory.instance.objectNode().put("balanced", true);
        reconciliation.putObject("terms").put("settlementAccountsFen", settlementAccountsFen);
        return new BookState(
                new IssuerApi.Circulation(200, 0, 200, 200, 0),
                Map.of("bank-a", operator("bank-a"), "bank-b", operator("bank-b")),
                Map.of("bank-a", payer, "bank-b", payee),
                List.of(),
                reconciliation);
    }

    private static IssuerApi.Operator operator(String operatorId) {
        return new IssuerApi.Operator(operatorId, 1, operatorId, 0, 100, 100, 100, null, null);
    }

    private static WalletApi.Vault vault(String operatorId, long issued, long wallets, long reserves) {
        return new WalletApi.Vault(operatorId, issued, 0, wallets, 0, 0, 0, reserves, 1, 100, true);
    }
}
