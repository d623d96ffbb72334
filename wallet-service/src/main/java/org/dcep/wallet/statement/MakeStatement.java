package org.dcep.wallet.statement;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.dcep.wallet.enrolment.EnrolledWallet;
import org.dcep.wallet.statement.StatementPage.Statement;

/**
 * Statements of days. Where a day begins in a wallet's entries is a number ({@link Statements#firstNotBefore}), and the
 * day ends where the next one begins: so days follow one another without gap or overlap, and each opens with the balance
 * with which the one before closed, whatever the clocks of the replicas did meanwhile.
 */
@ApplicationScoped
class MakeStatement {
    private final Statements statements;
    private final Clock clock;

    MakeStatement(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * A page of a period.
     *
     * @param after the number of the last entry that the client has; 0 for the first page
     */
    Uni<StatementPage> page(EnrolledWallet wallet, StatementPeriod period, long after, int limit) {
        Statement statement = new Statement(wallet.walletId().toString(), wallet.operatorId(), period, clock.instant());
        return statements
                .firstNotBefore(wallet.number(), period.begin())
                .chain(begin -> statements
                        .firstNotBefore(wallet.number(), period.end())
                        .chain(end -> read(statement, wallet.number(), new Range(begin, end, after), limit)));
    }

    /** From the entry {@code begin} to the one before {@code end}, but only those after {@code after}. */
    private record Range(long begin, long end, long after) {
        /** The first entry of the page; {@code end} if there is none. */
        long first() {
            return Math.min(end, Math.max(begin, after + 1));
        }

        boolean opensPeriod() {
            return first() == begin;
        }
    }

    private Uni<StatementPage> read(Statement statement, long wallet, Range range, int limit) {
        long before = range.first() - 1;
        long last = Math.min(range.end() - 1, before + limit);
        return statements.between(wallet, before, last).map(rows -> {
            boolean atStart = before == 0;
            EntryRow opening = atStart ? null : rows.get(0);
            List<EntryRow> entries = atStart ? rows : rows.subList(1, rows.size());
            String next = last < range.end() - 1 ? Long.toString(last) : null;
            return StatementPage.of(statement, opening, entries, range.opensPeriod(), next);
        });
    }
}
