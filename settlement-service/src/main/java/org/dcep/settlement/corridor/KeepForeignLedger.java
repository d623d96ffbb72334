package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.dcep.kernel.Money;
import org.dcep.settlement.clock.BusinessTime;
import org.dcep.web.Problem;
import org.dcep.web.Problems;

/** What the foreign central bank does with its ledger: opens accounts, and issues its currency into them. */
@ApplicationScoped
class KeepForeignLedger {
    private final CorridorTransactions transactions;
    private final BusinessTime time;

    KeepForeignLedger(CorridorTransactions transactions, BusinessTime time) {
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * Opens an account once.
     *
     * @return fails with a problem: 404 without such a corridor, 400 for a bank that is not admitted, 422 ID_REUSED if the
     *     account was opened with other words
     */
    Uni<Outcome<ForeignAccount>> open(ForeignAccount account) {
        return transactions.locked(
                account.corridorId(),
                (tx, corridor) -> ForeignLedger.account(tx, account.corridorId(), account.accountId())
                        .chain(known -> known.map(earlier -> repeated(earlier, account))
                                .orElseGet(() -> openNew(tx, account))));
    }

    private static Uni<Outcome<ForeignAccount>> repeated(ForeignAccount earlier, ForeignAccount account) {
        return earlier.isSameAs(account)
                ? Uni.createFrom().item(Outcome.repeated(earlier))
                : Uni.createFrom().failure(Problems.idReused().asException());
    }

    private Uni<Outcome<ForeignAccount>> openNew(SqlConnection tx, ForeignAccount account) {
        Uni<Void> admitted = account.operatorId()
                .map(operator -> CorridorStore.operatorNumber(tx, operator)
                        .invoke(number ->
                                number.orElseThrow(() -> Problems.malformed("operatorId", "is no admitted operator")
                                        .asException()))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
        return admitted.chain(() -> ForeignLedger.open(tx, account, time.now())).replaceWith(Outcome.first(account));
    }

    /**
     * Issues once per id.
     *
     * @return the account afterwards; fails with a problem: 404 without such a corridor or account, 422 ID_REUSED if the id
     *     stands for another issue, 409 if more would be in circulation than amounts may say
     */
    Uni<Outcome<ForeignAccount>> issue(UUID issueId, ForeignLedger.Issue issue) {
        return transactions.locked(
                issue.corridorId(),
                (tx, corridor) -> ForeignLedger.issue(tx, issueId)
                        .chain(known -> known.map(earlier -> repeated(earlier, issue))
                                .orElseGet(() -> issueNew(tx, corridor, issueId, issue)))
                        .chain(first -> ForeignLedger.account(tx, issue.corridorId(), issue.accountId())
                                .map(account -> new Outcome<>(account.orElseThrow(), first))));
    }

    private static Uni<Boolean> repeated(ForeignLedger.Issue earlier, ForeignLedger.Issue issue) {
        return earlier.equals(issue)
                ? Uni.createFrom().item(false)
                : Uni.createFrom().failure(Problems.idReused().asException());
    }

    private Uni<Boolean> issueNew(SqlConnection tx, Corridor corridor, UUID issueId, ForeignLedger.Issue issue) {
        if (corridor.issuedMinor() > Money.MAX_FEN - issue.amountMinor()) {
            return Uni.createFrom()
                    .failure(Problem.of(
                                    "FOREIGN_CURRENCY_EXCEEDS_MAXIMUM",
                                    409,
                                    "More would circulate than amounts may say")
                            .asException());
        }
        ForeignPosting posting = ForeignPosting.issue(issueId, issue.accountId(), issue.amountMinor());
        return ForeignLedger.account(tx, issue.corridorId(), issue.accountId())
                .invoke(account -> account.orElseThrow(() -> Problems.notFound().asException()))
                .chain(() -> ForeignLedger.post(tx, issue.corridorId(), posting, time.now()))
                .replaceWith(true);
    }
}
