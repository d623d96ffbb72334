package org.dcep.simulator.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcep.clearing.Priority;
import org.dcep.kernel.OperatorId;
import org.dcep.simulator.workload.PaymentFormat;

/** The shapes of files with obligations; told apart by the names of their columns. */
enum ObligationFormat {
    /** {@code time,payer,payee,amount}, and if wanted {@code day} and {@code priority}. */
    CSV(',', "time", "payer", "payee", "amount") {
        @Override
        Line read(TableFile table) throws BadFile {
            return new Line(
                    day(table),
                    Fields.millisOfDay(table, "time"),
                    Fields.participant(table, "payer"),
                    Fields.participant(table, "payee"),
                    Fields.fen(table, "amount"),
                    table.optional("priority").isPresent() ? named(table) : Priority.NORMAL);
        }

        private Priority named(TableFile table) throws BadFile {
            String text = table.field("priority");
            for (Priority priority : Priority.values()) {
                if (priority.name().equalsIgnoreCase(text)) {
                    return priority;
                }
            }
            throw table.bad("priority", TableFile.shown(text) + " is not a priority; write URGENT, HIGH or NORMAL");
        }
    },
    /**
     * The transactions of PSSimPy: {@code sender_account,recipient_account,amount,time}, and if wanted {@code day} and
     * {@code priority}; in its own logs the accounts are {@code from_account} and {@code to_account}. Other columns are its
     * user's and are not looked at. Source: S-13 in docs/sources.md.
     */
    PSSIMPY(',', "amount", "time") {
        @Override
        boolean fits(List<String> header) {
            return super.fits(header)
                    && payerColumn(header).isPresent()
                    && payeeColumn(header).isPresent();
        }

        @Override
        Line read(TableFile table) throws BadFile {
            return new Line(
                    day(table),
                    Fields.millisOfDay(table, "time"),
                    Fields.participant(table, payerColumn(table.header()).orElseThrow()),
                    Fields.participant(table, payeeColumn(table.header()).orElseThrow()),
                    Fields.fen(table, "amount"),
                    table.optional("priority").isPresent() ? numbered(table) : Priority.NORMAL);
        }

        private Optional<String> payerColumn(List<String> header) {
            return header.stream()
                    .filter(List.of("sender_account", "from_account")::contains)
                    .findFirst();
        }

        private Optional<String> payeeColumn(List<String> header) {
            return header.stream()
                    .filter(List.of("recipient_account", "receipient_account", "to_account")::contains)
                    .findFirst();
        }

        private Priority numbered(TableFile table) throws BadFile {
            String text = table.field("priority");
            if (!text.matches("[0-9]{1,9}")) {
                throw table.bad("priority", TableFile.shown(text) + " is not a whole number, 1 for the most urgent");
            }
            int number = Integer.parseInt(text);
            return number <= 1 ? Priority.URGENT : number == 2 ? Priority.HIGH : Priority.NORMAL;
        }
    },
    /**
     * The payment orders of the PKDD'99 financial data set. They have no time, so it is drawn; all payers are at one bank
     * that the file does not name.
     */
    PKDD99(';', PaymentFormat.PKDD99.header().split(";")) {
        @Override
        Line read(TableFile table) throws BadFile {
            return new Line(
                    1,
                    NO_TIME,
                    OperatorId.of(PaymentFormat.PAYERS_BANK),
                    Fields.participant(table, "bank_to"),
                    Fields.fen(table, "amount"),
                    Priority.NORMAL);
        }
    };

    static final long NO_TIME = -1;
    static final int MAX_DAYS = 366;

    private static final List<String> OPTIONAL_IN_CSV = List.of("day", "priority");

    private final char separator;
    private final List<String> required;

    ObligationFormat(char separator, String... required) {
        this.separator = separator;
        this.required = List.of(required);
    }

    /**
     * A line as it is written.
     *
     * @param millisOfDay after midnight, or {@link #NO_TIME}
     */
    record Line(int day, long millisOfDay, OperatorId payer, OperatorId payee, long fen, Priority priority) {}

    char separator() {
        return separator;
    }

    abstract Line read(TableFile table) throws BadFile;

    boolean fits(List<String> header) {
        return header.containsAll(required);
    }

    /**
     * The format of a file by its columns.
     *
     * @throws BadFile if no format has these columns, or the plain one has others too
     */
    static ObligationFormat of(List<String> header) throws BadFile {
        for (ObligationFormat format : values()) {
            if (format.fits(header)) {
                if (format == CSV) {
                    refuseUnknown(header);
                }
                return format;
            }
        }
        throw BadFile.at(
                1,
                "the columns " + String.join(",", header) + " are of no known format; a plain file begins with"
                        + " time,payer,payee,amount (and may have day and priority), one of PSSimPy with"
                        + " sender_account,recipient_account,amount,time, one of PKDD'99 with "
                        + PaymentFormat.PKDD99.header());
    }

    private static void refuseUnknown(List<String> header) throws BadFile {
        List<String> unknown = new ArrayList<>(header);
        unknown.removeAll(CSV.required);
        unknown.removeAll(OPTIONAL_IN_CSV);
        if (!unknown.isEmpty()) {
            throw BadFile.at(
                    1,
                    unknown.get(0),
                    "is not known; the columns are time, payer, payee and amount, and if wanted day and priority");
        }
    }

    private static int day(TableFile table) throws BadFile {
        Optional<String> day = table.optional("day");
        if (day.isEmpty()) {
            return 1;
        }
        if (!day.get().matches("[0-9]{1,3}")
                || Integer.parseInt(day.get()) < 1
                || Integer.parseInt(day.get()) > MAX_DAYS) {
            throw table.bad(
                    "day", TableFile.shown(day.get()) + " is not a day; days are counted from 1 to " + MAX_DAYS);
        }
        return Integer.parseInt(day.get());
    }
}
