package org.dcep.wallet.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.dcep.contracts.CycleMarked;

/**
 * A book's balances, read from its rows.
 *
 * @param issuedFen what the central bank has placed with the operator, as a positive number
 * @param clearingFen signed: what is owed to other operators less what they owe
 * @param reservesFen signed: what was paid to other operators in reserves less what was received
 */
public record BookBalances(
        long issuedFen, long vaultFen, long walletsFen, long heldFen, long clearingFen, long gasFen, long reservesFen) {

    private static final String READ = """
            select (select coalesce(-sum(balance_fen), 0)::bigint from collector where operator_number = $1 and kind = 1),
                   (select balance_fen from vault_account where operator_number = $1),
                   w.available_fen, w.held_fen,
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where operator_number = $1 and kind = 5),
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where operator_number = $1 and kind = 6),
                   (select coalesce(sum(balance_fen), 0)::bigint from collector where operator_number = $1 and kind = 7)
            from (select coalesce(sum(available_fen), 0)::bigint as available_fen,
                         coalesce(sum(held_fen), 0)::bigint as held_fen
                  from account where operator_number = $1) w""";

    private static final String REDEEMABLE = """
            select (coalesce(-sum(balance_fen) filter (where kind = 1), 0)
                    + greatest(0, coalesce(-sum(balance_fen) filter (where kind = 5), 0)))::bigint
            from collector where operator_number = $1""";

    /** Reads the balances in one statement, hence as of one moment. */
    public static Uni<BookBalances> read(SqlClient client, int operatorNumber) {
        return client.preparedQuery(READ).execute(Tuple.of(operatorNumber)).map(rows -> {
            Row row = rows.iterator().next();
            return new BookBalances(
                    row.getLong(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        });
    }

    /**
     * The most that the central bank can take back and destroy: what it has placed here, and what others still owe, which
     * may settle in currency. Without settlements in reserves the vault never has more.
     */
    public static Uni<Long> redeemableFen(SqlClient client, int operatorNumber) {
        return client.preparedQuery(REDEEMABLE)
                .execute(Tuple.of(operatorNumber))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Whether the book sums to zero, as it always must. */
    public boolean balanced() {
        return issuedFen == vaultFen + walletsFen + heldFen + clearingFen + gasFen + reservesFen;
    }

    public CycleMarked.Balances forMarker() {
        return new CycleMarked.Balances(issuedFen, vaultFen, walletsFen, heldFen, clearingFen, gasFen, reservesFen);
    }
}
