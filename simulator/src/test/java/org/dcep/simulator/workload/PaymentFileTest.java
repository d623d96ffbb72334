package org.dcep.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dcep.simulator.workload.PaymentFile.Account;
import org.dcep.simulator.workload.PaymentFile.Order;
import org.dcep.simulator.workload.PaymentFile.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentFileTest {
    private static final String PKDD_HEADER =
            "\"order_id\";\"account_id\";\"bank_to\";\"account_to\";\"amount\";\"k_symbol\"";
    private static final String CSV_HEADER = "payer,payerBank,payee,payeeBank,amount,reference";

    @Test
    void readsStandingOrdersWithTheirPurposeInTheReference() {
        PaymentFile file = PaymentFile.parse(
                List.of(PKDD_HEADER, "1;7;\"YZ\";\"123\";2452.50;\"SIPO\"", "2;7;\"AB\";\"123\";3.00;\" \""),
                PaymentFormat.PKDD99);
        Account payer = new Account("payers-bank", "7");
        assertThat(file.orders())
                .containsExactly(
                        new Order(2, payer, new Account("YZ", "123"), 245_250, "order 1 SIPO"),
                        new Order(3, payer, new Account("AB", "123"), 300, "order 2"));
        assertThat(file.totalFen()).isEqualTo(245_550);
    }

    @Test
    void quotesProtectSeparatorsAndQuotes() {
        PaymentFile file =
                PaymentFile.parse(List.of(CSV_HEADER, "a,east,b,west,1.2,\"rent, \"\"May\"\"\""), PaymentFormat.CSV);
        assertThat(file.orders().get(0).reference()).isEqualTo("rent, \"May\"");
        assertThat(file.orders().get(0).amountFen()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,east,b,west,1.2|expected 6 fields, found 5",
                "a,east,b,west,1.2,x,y|expected 6 fields, found 7",
                "a,east,b,west,-1,x|the amount \"-1\" is not a plain decimal number",
                "a,east,b,west,1e3,x|the amount \"1e3\" is not a plain decimal number",
                "a,east,b,west,0.00,x|the amount 0.00 is outside 0.01 to 90071992547409.91",
                "a,east,b,west,90071992547409.92,x"
                        + "|the amount 90071992547409.92 is outside 0.01 to 90071992547409.91",
                "a,east,b,west,1.001,x|the amount 1.001 has parts of a fen",
                "a,east,b,we st,1,x" + "|the bank \"we st\" of payee does not match ^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$",
                "a,east,,west,1,x|payee must have 1 to 64 characters",
                "a,east,a,east,1,x|payer and payee are the same account",
                "a,east,b,west,1,\"x|a quote is not closed",
            })
    void rejectsALineWithItsNumberAndTheReason(String line, String reason) {
        PaymentFile file = PaymentFile.parse(List.of(CSV_HEADER, line), PaymentFormat.CSV);
        assertThat(file.rejected()).containsExactly(new Rejected(2, reason));
        assertThat(file.orders()).isEmpty();
        assertThat(file.lines()).isEqualTo(1);
    }

    @Test
    void blankLinesAndLongReferencesAreRejectedToo() {
        PaymentFile file =
                PaymentFile.parse(List.of(CSV_HEADER, "", "a,east,b,west,1," + "x".repeat(141)), PaymentFormat.CSV);
        assertThat(file.rejected())
                .containsExactly(
                        new Rejected(2, "the line is blank"),
                        new Rejected(3, "the reference has more than 140 characters or unprintable ones"));
    }

    @Test
    void anotherHeaderIsAnotherFormat() {
        assertThatThrownBy(() -> PaymentFile.parse(List.of(CSV_HEADER), PaymentFormat.PKDD99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the first line must be order_id;account_id;");
    }
}
