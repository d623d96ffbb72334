package org.dcep.settlement.corridor;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.Lei;
import org.dcep.kernel.SignatureAlgorithm;

/**
 * The foreign ledger's accounts and entries, with plain SQL. Balances change by {@link #post} only, and whoever calls it
 * has locked the corridor's row before.
 */
final class ForeignLedger {
    private static final String ACCOUNT = """
            SELECT corridor_id, account_id, lei, algorithm, public_key, operator_id, available_minor, held_minor
            FROM foreign_account WHERE corridor_id = $1 AND account_id = $2
            """;
    private static final String OPEN_ACCOUNT = """
            INSERT INTO foreign_account (corridor_id, account_id, lei, algorithm, public_key, operator_id, opened_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String ENTER = """
            WITH counted AS (UPDATE corridor SET entries = entries + 1, issued_minor = issued_minor + $10
                WHERE corridor_id = $1 RETURNING entries)
            INSERT INTO foreign_entry (corridor_id, seq, move, cause, debit_place, debit_account, credit_place,
                credit_account, amount_minor, at)
            SELECT $1, entries, $2, $3, $4, $5, $6, $7, $8, $9 FROM counted
            """;
    private static final String CHANGE = """
            UPDATE foreign_account SET available_minor = available_minor + $3, held_minor = held_minor + $4
            WHERE corridor_id = $1 AND account_id = $2
            """;
    private static final String ISSUE = """
            SELECT corridor_id, credit_account, amount_minor FROM foreign_entry WHERE move = 'ISSUE' AND cause = $1
            """;
    private static final String ENTRIES = """
            SELECT seq, move, cause, debit_place, debit_account, credit_place, credit_account, amount_minor, at
            FROM foreign_entry
            WHERE corridor_id = $1 AND (debit_account = $2 OR credit_account = $2) AND seq > $3 ORDER BY seq LIMIT $4
            """;

    private ForeignLedger() {}

    /** What was issued under an id. */
    record Issue(String corridorId, String accountId, long amountMinor) {}

    /** A posting at its place in the ledger. */
    record Entry(long seq, ForeignPosting posting, Instant at) {}

    static Uni<Optional<ForeignAccount>> account(SqlClient client, String corridorId, String accountId) {
        return client.preparedQuery(ACCOUNT)
                .execute(Tuple.of(corridorId, accountId))
                .map(rows -> Rows.first(rows, ForeignLedger::account));
    }

    static Uni<Void> open(SqlConnection tx, ForeignAccount account, Instant at) {
        return tx.preparedQuery(OPEN_ACCOUNT)
                .execute(Tuple.tuple()
                        .addString(account.corridorId())
                        .addString(account.accountId())
                        .addString(account.lei().value())
                        .addString(account.key().algorithm().wireName())
                        .addValue(Buffer.buffer(account.key().raw()))
                        .addString(account.operatorId().orElse(null))
                        .addOffsetDateTime(Rows.utc(at)))
                .replaceWithVoid();
    }

    static Uni<Optional<Issue>> issue(SqlClient client, UUID issueId) {
        return client.preparedQuery(ISSUE)
                .execute(Tuple.of(issueId))
                .map(rows -> Rows.first(rows, row -> new Issue(row.getString(0), row.getString(1), row.getLong(2))));
    }

    /** The entries of an account, in their order. */
    static Uni<List<Entry>> entries(SqlClient client, ForeignAccount account, long after, int limit) {
        return client.preparedQuery(ENTRIES)
                .execute(Tuple.of(account.corridorId(), account.accountId(), after, limit))
                .map(rows -> Rows.list(rows, ForeignLedger::entry));
    }

    /** Books a posting: the entry, and the balances of both sides. */
    static Uni<Void> post(SqlConnection tx, String corridorId, ForeignPosting posting, Instant at) {
        boolean issues = posting.debit().part() == ForeignPosting.Part.ISSUED;
        Uni<Void> entered = tx.preparedQuery(ENTER)
                .execute(Tuple.tuple()
                        .addString(corridorId)
                        .addString(posting.move().name())
                        .addUUID(posting.cause())
                        .addString(posting.debit().part().name())
                        .addString(posting.debit().accountId())
                        .addString(posting.credit().part().name())
                        .addString(posting.credit().accountId())
                        .addLong(posting.amountMinor())
                        .addOffsetDateTime(Rows.utc(at))
                        .addLong(issues ? posting.amountMinor() : 0))
                .invoke(rows -> Rows.requireOne(rows, "entry"))
                .replaceWithVoid();
        Uni<Void> debited =
                issues ? entered : entered.chain(() -> change(tx, corridorId, posting.debit(), -posting.amountMinor()));
        return debited.chain(() -> change(tx, corridorId, posting.credit(), posting.amountMinor()));
    }

    private static Uni<Void> change(SqlConnection tx, String corridorId, ForeignPosting.Place place, long amountMinor) {
        boolean available = place.part() == ForeignPosting.Part.AVAILABLE;
        return tx.preparedQuery(CHANGE)
                .execute(Tuple.of(
                        corridorId, place.accountId(), available ? amountMinor : 0, available ? 0 : amountMinor))
                .invoke(rows -> Rows.requireOne(rows, "balance"))
                .replaceWithVoid();
    }

    private static ForeignAccount account(Row row) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(row.getString(3)).orElseThrow();
        return new ForeignAccount(
                row.getString(0),
                row.getString(1),
                new Lei(row.getString(2)),
                VerifyingKey.of(algorithm, row.getBuffer(4).getBytes()),
                Optional.ofNullable(row.getString(5)),
                row.getLong(6),
                row.getLong(7));
    }

    private static Entry entry(Row row) {
        ForeignPosting posting = new ForeignPosting(
                ForeignPosting.Move.valueOf(row.getString(1)),
                row.getUUID(2),
                new ForeignPosting.Place(ForeignPosting.Part.valueOf(row.getString(3)), row.getString(4)),
                new ForeignPosting.Place(ForeignPosting.Part.valueOf(row.getString(5)), row.getString(6)),
                row.getLong(7));
        return new Entry(row.getLong(0), posting, row.getOffsetDateTime(8).toInstant());
    }
}
