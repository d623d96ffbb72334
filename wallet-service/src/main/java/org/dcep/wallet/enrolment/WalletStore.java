package org.dcep.wallet.enrolment;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.WalletAccount;
import org.dcep.wallet.enrolment.CheckedWallet.Claim;

/** Writes the registry, in the transaction that opens or locks the wallet's account. */
@ApplicationScoped
class WalletStore {
    private static final String INSERT_WALLETS = """
            insert into wallet (number, operator_number, alias, opened_at)
            select n.number, $1::integer, n.alias, $2::timestamptz
            from unnest($3::bigint[], $4::text[]) as n(number, alias)""";
    private static final String INSERT_FIRST_KEYS = """
            insert into wallet_key (wallet, epoch, algorithm, public_key, valid_from)
            select n.wallet, 1, n.algorithm, n.public_key, $1::timestamptz
            from unnest($2::bigint[], $3::text[], $4::bytea[]) as n(wallet, algorithm, public_key)""";
    private static final String INSERT_KEY =
            "insert into wallet_key (wallet, epoch, algorithm, public_key, valid_from) values ($1, $2, $3, $4, $5)";
    private static final String CLAIM_OPENINGS = """
            insert into wallet_opening (operator_number, idempotency_key, fingerprint, wallet)
            select $1::integer, n.idempotency_key, n.fingerprint, n.wallet
            from unnest($2::text[], $3::bytea[], $4::bigint[]) as n(idempotency_key, fingerprint, wallet)
            on conflict do nothing""";
    private static final String FIND_OPENINGS = """
            select idempotency_key, fingerprint, wallet from wallet_opening
            where operator_number = $1 and idempotency_key = any($2)""";
    private static final String UPDATE_ACCOUNT =
            "update account set wallet_class = $2, state = $3, key_epoch = $4 where id = $1";

    /** Which wallet an idempotency key stands for, and what was asked for when it was opened. */
    record Opening(WalletId wallet, byte[] fingerprint) {}

    /**
     * Claims the idempotency keys of these wallets, each for its own; a key that an earlier request has claimed, and
     * committed, stays with the wallet of that one.
     *
     * @param wallets all with a claim, no two with the same key, in the order of the keys
     * @return which wallet each key stands for now
     */
    Uni<Map<String, Opening>> claim(SqlConnection tx, int operatorNumber, List<NumberedWallet> wallets) {
        if (wallets.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, Opening> claims = new LinkedHashMap<>();
        for (NumberedWallet numbered : wallets) {
            Claim claim = numbered.wallet().claim().orElseThrow();
            claims.put(claim.idempotencyKey(), new Opening(numbered.id(), claim.fingerprint()));
        }
        Collection<Opening> openings = claims.values();
        Tuple parameters = Tuple.tuple()
                .addValue(operatorNumber)
                .addValue(claims.keySet().toArray(String[]::new))
                .addValue(column(openings, Buffer[]::new, opening -> Buffer.buffer(opening.fingerprint())))
                .addValue(column(
                        openings, Long[]::new, opening -> opening.wallet().number()));
        return tx.preparedQuery(CLAIM_OPENINGS)
                .execute(parameters)
                .chain(claimed -> claimed.rowCount() == claims.size()
                        ? Uni.createFrom().item(claims)
                        : find(tx, operatorNumber, claims.keySet()));
    }

    private static Uni<Map<String, Opening>> find(SqlConnection tx, int operatorNumber, Set<String> idempotencyKeys) {
        return tx.preparedQuery(FIND_OPENINGS)
                .execute(Tuple.of(operatorNumber, idempotencyKeys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Opening> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString(0), opening(row)));
                    return found;
                });
    }

    private static Opening opening(Row row) {
        return new Opening(new WalletId(row.getLong(2)), row.getBuffer(1).getBytes());
    }

    /** Enters wallets whose accounts are open. */
    Uni<Void> insert(SqlConnection tx, int operatorNumber, List<NumberedWallet> wallets, Instant openedAt) {
        Tuple parameters = Tuple.tuple()
                .addValue(operatorNumber)
                .addValue(openedAt.atOffset(UTC))
                .addValue(column(wallets, Long[]::new, numbered -> numbered.id().number()))
                .addValue(column(
                        wallets,
                        String[]::new,
                        numbered -> numbered.wallet().alias().orElse(null)));
        return tx.preparedQuery(INSERT_WALLETS).execute(parameters).replaceWithVoid();
    }

    /** Enters the first keys of wallets. */
    Uni<Void> insertFirstKeys(SqlConnection tx, List<NumberedWallet> wallets, Instant validFrom) {
        Tuple parameters = Tuple.tuple()
                .addValue(validFrom.atOffset(UTC))
                .addValue(column(wallets, Long[]::new, numbered -> numbered.id().number()))
                .addValue(column(
                        wallets,
                        String[]::new,
                        numbered -> key(numbered).algorithm().wireName()))
                .addValue(column(
                        wallets,
                        Buffer[]::new,
                        numbered -> Buffer.buffer(key(numbered).raw())));
        return tx.preparedQuery(INSERT_FIRST_KEYS).execute(parameters).replaceWithVoid();
    }

    private static VerifyingKey key(NumberedWallet numbered) {
        return numbered.wallet().key();
    }

    /** Turns rows into one of the arrays that {@code unnest} takes. */
    private static <R, T> T[] column(Collection<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    /** Enters a later key of a wallet. */
    Uni<Void> insertKey(SqlConnection tx, WalletId wallet, int epoch, VerifyingKey key, Instant validFrom) {
        Tuple parameters = Tuple.of(
                wallet.number(), epoch, key.algorithm().wireName(), Buffer.buffer(key.raw()), validFrom.atOffset(UTC));
        return tx.preparedQuery(INSERT_KEY).execute(parameters).replaceWithVoid();
    }

    /** Applies a patch to the account, whose row is locked; the key epoch is the new one. */
    Uni<Void> update(SqlConnection tx, WalletAccount account, WalletPatch patch, int keyEpoch) {
        Tuple parameters = Tuple.of(
                account.number(),
                (short) patch.walletClass().orElse(account.walletClass()).ordinal(),
                (short) patch.state().orElse(account.state()).code(),
                keyEpoch);
        return tx.preparedQuery(UPDATE_ACCOUNT).execute(parameters).replaceWithVoid();
    }
}
