package org.dcep.wallet.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A wallet's statement of a period, or a page of it. Balances are of everything that is the holder's, what is held
 * included.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "Statement",
        description =
                "A wallet's statement of a period, or a page of it: openingFen and amountFen - gasFeeFen of all items"
                        + " give closingFen")
record StatementPage(
        String walletId,
        String operatorId,

        @Schema(description = "The first day, in Asia/Shanghai")
        LocalDate from,

        @Schema(description = "The last day, which belongs to it")
        LocalDate to,

        Instant createdAt,

        @Schema(description = "Before the first item, what was held included")
        long openingFen,

        @Schema(description = "After the last item, what is held included")
        long closingFen,

        @Schema(description = "What of closingFen was held by pending payments")
        long closingHeldFen,

        @Schema(description = "Whether openingFen is the balance at the beginning of the period, not of a later page")
        boolean opensPeriod,

        @Schema(
                description =
                        "Whether closingFen is the balance at the end of the period, which has been over for a minute")
        boolean closesPeriod,

        List<StatementLine> items,

        @Schema(description = "The value of after for the next page; null if this is the last")
        String next) {

    StatementPage {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of entries that follow one another.
     *
     * @param before the entry before the first of {@code entries}; null if that is the wallet's first
     * @throws IllegalStateException if the entries do not give the closing balance, which they do in a right book
     */
    static StatementPage of(
            Statement statement, EntryRow before, List<EntryRow> entries, boolean opensPeriod, String next) {
        long openingFen = before == null ? 0 : before.ownedAfterFen();
        EntryRow last = entries.isEmpty() ? before : entries.get(entries.size() - 1);
        long closingFen = last == null ? 0 : last.ownedAfterFen();
        long sumFen = entries.stream()
                .mapToLong(entry -> Math.subtractExact(entry.amountFen(), entry.gasFeeFen()))
                .reduce(openingFen, Math::addExact);
        if (sumFen != closingFen) {
            throw new IllegalStateException("the entries of wallet " + statement.walletId() + " do not add up");
        }
        return new StatementPage(
                statement.walletId(),
                statement.operatorId(),
                statement.period().first(),
                statement.period().last(),
                statement.createdAt(),
                openingFen,
                closingFen,
                last == null ? 0 : last.heldAfterFen(),
                opensPeriod,
                next == null && statement.period().isCompleteAt(statement.createdAt()),
                entries.stream().map(StatementLine::of).toList(),
                next);
    }

    /** Whose statement it is, of when, and when it was made. */
    record Statement(String walletId, String operatorId, StatementPeriod period, Instant createdAt) {}
}
