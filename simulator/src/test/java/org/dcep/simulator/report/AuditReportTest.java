package org.dcep.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.dcep.simulator.client.AuditApi.Audit;
import org.dcep.simulator.client.AuditApi.Book;
import org.dcep.simulator.client.AuditApi.Discrepancy;
import org.dcep.simulator.client.AuditApi.Law;
import org.dcep.simulator.client.AuditApi.Place;
import org.dcep.simulator.client.AuditApi.Rows;
import org.junit.jupiter.api.Test;

class AuditReportTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");

    private static Audit audit(long count, List<Discrepancy> discrepancies, String trouble) {
        return new Audit(
                count == 0,
                AT,
                0,
                0,
                41_200,
                310,
                1_050,
                96,
                0,
                0,
                new Rows(12, AT, trouble),
                List.of(new Law("fees-are-the-signed-prices", count == 0, count), new Law("logs-are-whole", true, 0)),
                List.of(book("icbc", 500, 440, 50, 9, 1, 0, 0), book("ccb", 500, 500, 60, 0, 0, -60, 160)),
                count,
                discrepancies);
    }

    private static Book book(
            String operatorId,
            long issued,
            long vault,
            long wallets,
            long clearing,
            long gas,
            long reserves,
            long account) {
        return new Book(
                operatorId,
                3,
                BigInteger.valueOf(issued),
                BigInteger.valueOf(vault),
                BigInteger.valueOf(wallets),
                BigInteger.ZERO,
                BigInteger.valueOf(clearing),
                BigInteger.valueOf(gas),
                BigInteger.valueOf(reserves),
                BigInteger.valueOf(account));
    }

    @Test
    void saysThatNothingWasFound() {
        String text = AuditReport.of(audit(0, List.of(), ""));
        assertThat(text).startsWith("The auditor has found nothing.");
        assertThat(text)
                .contains("holds   logs-are-whole")
                .contains("41,200 events")
                .contains("rows compared 12 times");
        assertThat(text).contains("issued 5.00 = vault 4.40 + wallets 0.50 + held 0.00 + clearing 0.09 + gas 0.01;");
        assertThat(text).contains("clearing 0.00 + gas 0.00 + reserves -0.60, settlement account 1.60;");
        assertThat(text).doesNotContain("BROKEN");
    }

    @Test
    void namesWhatDoesNotAgreeAndHowMuchMoreThereIs() {
        Discrepancy fee = new Discrepancy(
                "fees-are-the-signed-prices",
                "FeeWrong",
                "icbc",
                "0010007000000003",
                "0193e9a0-0000-7000-8000-000000000007",
                3L,
                new Place("dcep.payment.committed", 2, 17),
                "1 fen of gas",
                "2 fen of gas",
                AT);
        String text = AuditReport.of(audit(3, List.of(fee), ""));
        assertThat(text).startsWith("THE AUDITOR HAS FOUND 3 DISCREPANCIES.");
        assertThat(text).contains("BROKEN  fees-are-the-signed-prices: 3 discrepancies");
        assertThat(text).contains("expected  1 fen of gas").contains("found     2 fen of gas");
        assertThat(text)
                .contains("account   0010007000000003")
                .contains("dcep.payment.committed, partition 2, offset 17");
        assertThat(text).contains("... and 2 more");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        Discrepancy log =
                new Discrepancy("logs-are-whole", "LogCut", null, null, null, null, null, "offset 0", "offset 3", AT);
        assertThat(AuditReport.of(audit(1, List.of(log), "")))
                .doesNotContain("null")
                .doesNotContain("  account ");
    }

    @Test
    void saysWhyRowsCannotBeCompared() {
        assertThat(AuditReport.of(audit(0, List.of(), "no such role")))
                .contains("rows cannot be compared: no such role");
    }
}
