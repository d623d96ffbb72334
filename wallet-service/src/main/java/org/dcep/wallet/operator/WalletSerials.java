package org.dcep.wallet.operator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.dcep.kernel.WalletId;

/**
 * Numbers for new wallets. Every operator has a database sequence of its own, from 0 to {@link WalletId#MAX_SERIAL}: a
 * counter row would make all openings of one operator wait for one another's COMMIT. A number that was drawn and not
 * used stays unused.
 *
 * <p>The slot is the serial modulo {@link WalletId#SLOTS}, so that wallets spread evenly over the units in which they
 * could be moved between shards.
 */
@ApplicationScoped
public class WalletSerials {
    private final Pool pool;

    WalletSerials(Pool pool) {
        this.pool = pool;
    }

    /** Makes the operator's sequence where it is missing. */
    Uni<Void> open(SqlConnection tx, int operatorNumber) {
        return tx.query("create sequence if not exists " + sequence(operatorNumber)
                        + " as integer minvalue 0 start 0 maxvalue " + WalletId.MAX_SERIAL)
                .execute()
                .replaceWithVoid();
    }

    /** The numbers of the operator's next wallets, ascending; fails when 100,000,000 have been drawn. */
    public Uni<List<WalletId>> next(int operatorNumber, int count) {
        return pool.preparedQuery(
                        "select nextval('" + sequence(operatorNumber) + "')::integer from generate_series(1, $1)")
                .execute(Tuple.of(count))
                .map(rows -> {
                    List<WalletId> drawn = new ArrayList<>(count);
                    rows.forEach(row -> drawn.add(numbered(operatorNumber, row.getInteger(0))));
                    return drawn;
                });
    }

    static WalletId numbered(int operatorNumber, int serial) {
        return WalletId.of(operatorNumber, serial % WalletId.SLOTS, serial);
    }

    private static String sequence(int operatorNumber) {
        return "wallet_serial_" + operatorNumber;
    }
}
