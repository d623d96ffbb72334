package org.dcep.wallet.vault;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.contracts.RedemptionAnswered;
import org.dcep.contracts.RedemptionRequested;
import org.dcep.contracts.Topic;
import org.dcep.kernel.Money;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;
import org.dcep.outbox.EventBatchConsumer;
import org.dcep.outbox.Outbox;
import org.dcep.wallet.book.BookBalances;
import org.dcep.wallet.book.JournalEntry;
import org.dcep.wallet.book.LockedBook;

/**
 * Gives currency in the vault back to the central bank, VAULT to ISSUED, or answers that there is too little. Where
 * reserves have settled what customers of others paid, the vault can hold more than the central bank has issued: what
 * was never issued cannot be destroyed.
 */
@ApplicationScoped
class RedemptionRequestedConsumer implements EventBatchConsumer<RedemptionRequested> {
    private static final String KNOWN = "select redemption_id from answered_redemption where redemption_id = any($1)";
    private static final String ANSWERED = """
            insert into answered_redemption (redemption_id, operator_number, amount_fen, released, at)
            select n.redemption_id, n.operator_number, n.amount_fen, n.released, $5
            from unnest($1::uuid[], $2::integer[], $3::bigint[], $4::boolean[])
                as n(redemption_id, operator_number, amount_fen, released)""";

    private final VaultBooks books;
    private final Outbox outbox;
    private final Clock clock;

    RedemptionRequestedConsumer(VaultBooks books, Outbox outbox, Clock clock) {
        this.books = books;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.REDEMPTION_REQUESTED;
    }

    /** A request with its answer. */
    private record Answer(RedemptionRequested request, int operatorNumber, boolean released) {}

    @Override
    public Uni<Void> apply(SqlConnection tx, List<RedemptionRequested> requests) {
        List<String> owners =
                requests.stream().map(RedemptionRequested::operatorId).toList();
        return books.lock(tx, owners)
                .chain(locked -> known(tx, requests)
                        .chain(known -> redeemable(tx, locked.numbers().values())
                                .map(redeemable -> answers(requests, locked, known, redeemable)))
                        .chain(answers -> write(tx, answers))
                        .chain(() -> books.record(tx, locked)));
    }

    @Override
    public void committed(List<RedemptionRequested> requests) {
        outbox.wake();
    }

    private static Uni<Set<UUID>> known(SqlConnection tx, List<RedemptionRequested> requests) {
        UUID[] ids = requests.stream().map(RedemptionRequested::redemptionId).toArray(UUID[]::new);
        return tx.preparedQuery(KNOWN).execute(Tuple.of(ids)).map(rows -> {
            Set<UUID> known = new HashSet<>();
            rows.forEach(row -> known.add(row.getUUID(0)));
            return known;
        });
    }

    /** Whoever settles meanwhile may lower it; then the issuer's queue waits for the currency. */
    private static Uni<Map<Integer, Long>> redeemable(SqlConnection tx, Collection<Integer> numbers) {
        return Multi.createFrom()
                .iterable(new TreeSet<>(numbers))
                .onItem()
                .transformToUniAndConcatenate(
                        number -> BookBalances.redeemableFen(tx, number).map(fen -> Map.entry(number, fen)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private List<Answer> answers(
            List<RedemptionRequested> requests,
            VaultBooks.Locked locked,
            Set<UUID> known,
            Map<Integer, Long> redeemable) {
        Map<Integer, Long> left = new HashMap<>(redeemable);
        return requests.stream()
                .filter(request -> known.add(request.redemptionId()))
                .map(request -> answer(request, locked.book(), locked.number(request.operatorId()), left))
                .toList();
    }

    private Answer answer(RedemptionRequested request, LockedBook book, int number, Map<Integer, Long> left) {
        boolean released = request.amountFen() <= Math.min(book.vaultFen(number), left.get(number));
        Instant now = clock.instant();
        if (released) {
            left.merge(number, -request.amountFen(), Long::sum);
            Posting redeem = new Posting(
                    AccountId.of(AccountKind.VAULT, number),
                    AccountId.of(AccountKind.ISSUED, number),
                    new Money(request.amountFen()),
                    Purpose.REDEEM);
            book.post(new JournalEntry(request.redemptionId(), now, JournalEntry.Parties.NONE, List.of(redeem)));
        }
        long cycleId = book.cycle(number).cycleId();
        book.emit(
                new RedemptionAnswered(
                        request.redemptionId(), request.operatorId(), cycleId, request.amountFen(), released),
                number);
        return new Answer(request, number, released);
    }

    private Uni<Void> write(SqlConnection tx, List<Answer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.of(
                answers.stream().map(answer -> answer.request().redemptionId()).toArray(UUID[]::new),
                answers.stream().map(Answer::operatorNumber).toArray(Integer[]::new),
                answers.stream().map(answer -> answer.request().amountFen()).toArray(Long[]::new),
                answers.stream().map(Answer::released).toArray(Boolean[]::new),
                clock.instant().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ANSWERED).execute(parameters).replaceWithVoid();
    }
}
