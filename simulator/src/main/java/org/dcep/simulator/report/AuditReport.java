package org.dcep.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcep.simulator.client.AuditApi.Audit;
import org.dcep.simulator.client.AuditApi.Book;
import org.dcep.simulator.client.AuditApi.Discrepancy;
import org.dcep.simulator.client.AuditApi.Law;

/** What the auditor says, on one screen. */
public final class AuditReport {
    private AuditReport() {}

    public static String of(Audit audit) {
        List<String> lines = new ArrayList<>();
        lines.add(
                audit.clean()
                        ? "The auditor has found nothing."
                        : "THE AUDITOR HAS FOUND " + audit.discrepancyCount() + " DISCREPANCIES.");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "read up to %s, %,d s behind, %,d records to go, %,d events/s",
                audit.asOf(),
                audit.ageSeconds(),
                audit.recordsBehind(),
                audit.eventsPerSecond()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d events, %,d wallets, %,d coins; %,d payments and %,d movements under way",
                audit.events(),
                audit.wallets(),
                audit.coins(),
                audit.paymentsUnderWay(),
                audit.movementsUnderWay()));
        lines.add(rows(audit));
        lines.add("");
        for (Law law : audit.laws()) {
            lines.add((law.holds() ? "  holds   " : "  BROKEN  ")
                    + law.name()
                    + (law.holds() ? "" : ": " + law.discrepancies() + " discrepancies"));
        }
        lines.add("");
        audit.books().forEach(book -> lines.add(book(book)));
        for (Discrepancy discrepancy : audit.discrepancies()) {
            lines.add("");
            lines.addAll(discrepancy(discrepancy));
        }
        if (audit.discrepancies().size() < audit.discrepancyCount()) {
            lines.add("");
            lines.add("... and "
                    + (audit.discrepancyCount() - audit.discrepancies().size()) + " more");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String rows(Audit audit) {
        if (!audit.rows().trouble().isEmpty()) {
            return "rows cannot be compared: " + audit.rows().trouble();
        }
        return audit.rows().sweeps() == 0
                ? "rows were not compared yet"
                : "rows compared " + audit.rows().sweeps() + " times, the last time at "
                        + audit.rows().comparedAt();
    }

    private static String book(Book book) {
        return "book of " + book.operatorId() + ", in yuan: issued " + Yuan.exact(book.issuedFen()) + " = vault "
                + Yuan.exact(book.vaultFen()) + " + wallets " + Yuan.exact(book.walletsFen()) + " + held "
                + Yuan.exact(book.heldFen()) + " + clearing " + Yuan.exact(book.clearingFen()) + " + gas "
                + Yuan.exact(book.gasFen()) + reserves(book) + "; compared with its marker of cycle "
                + book.comparedCycle();
    }

    /** Only of an operator that has to do with settlement in reserves. */
    private static String reserves(Book book) {
        return book.reservesFen().signum() == 0 && book.settlementAccountFen().signum() == 0
                ? ""
                : " + reserves " + Yuan.exact(book.reservesFen()) + ", settlement account "
                        + Yuan.exact(book.settlementAccountFen());
    }

    private static List<String> discrepancy(Discrepancy discrepancy) {
        List<String> lines = new ArrayList<>();
        lines.add(discrepancy.law() + " (" + discrepancy.kind() + ", " + discrepancy.foundAt() + ")");
        lines.add("  expected  " + discrepancy.expected());
        lines.add("  found     " + discrepancy.found());
        add(lines, "book      ", discrepancy.book());
        add(lines, "account   ", discrepancy.account());
        add(lines, "cause     ", discrepancy.cause());
        add(lines, "cycle     ", discrepancy.cycle());
        if (discrepancy.place() != null) {
            add(
                    lines,
                    "place     ",
                    discrepancy.place().topic() + ", partition "
                            + discrepancy.place().partition() + ", offset "
                            + discrepancy.place().offset());
        }
        return lines;
    }

    private static void add(List<String> lines, String label, Object value) {
        if (value != null) {
            lines.add("  " + label + value);
        }
    }
}
