package org.dcep.wallet.enrolment;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.dcep.crypto.Sm3;
import org.dcep.crypto.VerifyingKey;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.WalletAccount;

/** Writes the registry, in the transaction that opens or locks the wallet's account. */
@ApplicationScoped
class WalletStore {
    private static final String INSERT_WALLET =
            "insert into wallet (number, operator_number, alias, opened_at) values ($1, $2, $3, $4)";
    private static final String INSERT_KEY =
            "insert into wallet_key (wallet, epoch, algorithm, public_key, valid_from) values ($1, $2, $3, $4, $5)";
    private static final String CLAIM_OPENING = """
            insert into wallet_opening (operator_number, idempotency_key, fingerprint, wallet) values ($1, $2, $3, $4)
            on conflict do nothing""";
    private static final String FIND_OPENING = """
            select fingerprint, wallet from wallet_opening where operator_number = $1 and idempotency_key = $2""";
    private static final String UPDATE_ACCOUNT =
            "update account set wallet_class = $2, state = $3, key_epoch = $4 where id = $1";

    /** What a request with an Idempotency-Key found there. */
    record Opening(WalletId wallet, byte[] fingerprint) {
        boolean isOf(NewWallet request) {
            return Arrays.equals(fingerprint, Sm3.digest(request.content()));
        }
    }

    /** Claims the key for {@code wallet}; gives back what an earlier request, once committed, claimed it for. */
    Uni<Optional<Opening>> claim(SqlConnection tx, String idempotencyKey, WalletId wallet, NewWallet request) {
        Buffer fingerprint = Buffer.buffer(Sm3.digest(request.content()));
        return tx.preparedQuery(CLAIM_OPENING)
                .execute(Tuple.of(wallet.operatorNumber(), idempotencyKey, fingerprint, wallet.number()))
                .chain(claimed -> claimed.rowCount() == 1
                        ? Uni.createFrom().item(Optional.empty())
                        : find(tx, idempotencyKey, wallet.operatorNumber()));
    }

    private static Uni<Optional<Opening>> find(SqlConnection tx, String idempotencyKey, int operatorNumber) {
        return tx.preparedQuery(FIND_OPENING)
                .execute(Tuple.of(operatorNumber, idempotencyKey))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return Optional.of(new Opening(
                            new WalletId(row.getLong(1)), row.getBuffer(0).getBytes()));
                });
    }

    Uni<Void> insert(SqlConnection tx, WalletId wallet, Optional<String> alias, Instant openedAt) {
        Tuple parameters =
                Tuple.of(wallet.number(), wallet.operatorNumber(), alias.orElse(null), openedAt.atOffset(UTC));
        return tx.preparedQuery(INSERT_WALLET).execute(parameters).replaceWithVoid();
    }

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
