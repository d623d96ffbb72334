package org.dcep.issuer.book;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.dcep.contracts.PaymentsSettled;
import org.dcep.issuer.Bank;
import org.dcep.issuer.Books;
import org.dcep.testkit.DcepStack;
import org.dcep.testkit.KafkaProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database refuses what the code would never do. */
@QuarkusTest
@WithTestResource(DcepStack.class)
class BookConstraintsTest {
    @AfterEach
    void theBooksBalance() {
        Books.balance();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE posting SET amount_fen = amount_fen + 1                                 | append-only",
                "DELETE FROM posting                                                            | append-only",
                "DELETE FROM journal_entry                                                      | append-only",
                "UPDATE policy_version SET document = '{}'                                      | append-only",
                "UPDATE account SET balance_fen = -1 WHERE id = 'BANK/FREE'                     | account_sign",
                "UPDATE account SET balance_fen = 1 WHERE id = 'BANK/ISSUED'                    | account_sign",
                "UPDATE account SET balance_fen = balance_fen + 1 WHERE id = 'BANK/LOCKED'      | outstanding",
                "UPDATE account SET balance_fen = balance_fen - 1 WHERE id = 'BANK/OUTSTANDING' | locked",
                "UPDATE coin SET amount_fen = amount_fen + 1 WHERE owner = 'BANK'               | cannot be changed",
                "UPDATE coin SET signature = sha512('x') WHERE owner = 'BANK'                   | cannot be changed",
                "UPDATE coin SET state = 'RETIRED' WHERE owner = 'BANK'                         | coin_state",
                "DELETE FROM coin WHERE owner = 'BANK'                                          | cannot be changed",
                "UPDATE operator SET number = 1000 WHERE id = 'BANK'                            | operator_number",
                "INSERT INTO holder VALUES ('a:b', 'OPERATOR')                                  | holder_shape",
                "INSERT INTO holder VALUES ('treasury', 'BENEFICIARY')                          | holder_shape",
                "INSERT INTO holder VALUES ('settlement:more', 'SETTLEMENT')                    | holder_shape",
                "INSERT INTO account VALUES ('BANK/SETTLEMENT', 'BANK', 'SETTLEMENT')           | account_settlement",
                "UPDATE liquidity_transfer SET amount_fen = 1                                   | append-only",
                "DELETE FROM reserve_settlement                                                 | append-only"
            })
    void refuses(String statement, String reason) {
        Bank bank = Bank.withCurrency(10);
        bank.place(UUID.randomUUID(), 1).then().statusCode(409);
        settleInReserves(bank);
        assertThatThrownBy(() -> DcepStack.database().execute(statement.replace("BANK", bank.id())))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining(reason);
    }

    private static void settleInReserves(Bank bank) {
        PaymentsSettled settled = new PaymentsSettled(
                UUID.randomUUID(),
                1,
                "GROSS",
                "RESERVES",
                List.of(new PaymentsSettled.Movement(bank.id(), "another-bank", 1)));
        try (KafkaProbe kafka = KafkaProbe.open()) {
            kafka.publish(settled);
        }
        Books.await(
                "a row of reserve_settlement",
                () -> DcepStack.database().number("SELECT count(*) FROM reserve_settlement") > 0);
    }

    @Test
    void refusesToBookACauseTwice() {
        Bank bank = Bank.withReserves(10);
        UUID id = UUID.randomUUID();
        bank.issue(id, 5).then().statusCode(201);
        assertThatThrownBy(() -> DcepStack.database()
                        .execute(
                                "INSERT INTO journal_entry (cause, cause_id, booked_at) VALUES ('ISSUANCE', ?, now())",
                                id.toString()))
                .rootCause()
                .hasMessageContaining("journal_entry_once");
    }
}
