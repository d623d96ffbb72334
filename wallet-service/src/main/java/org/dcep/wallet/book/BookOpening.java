package org.dcep.wallet.book;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import org.dcep.contracts.OperatorAdmitted;
import org.dcep.kernel.WalletClass;

/** Opens books and the accounts in them; neither holds money at first. */
@ApplicationScoped
public class BookOpening {
    private static final String ADMIT = """
            insert into operator (operator_id, operator_number, name, admitted_at) values ($1, $2, $3, $4)
            on conflict (operator_id) do nothing""";

    private static final String NOTE_FREEZE = """
            insert into shard_freeze (operator_id, number, frozen) values ($1, 0, false)
            on conflict (operator_id) do nothing""";

    // FOR SHARE: a closing of cycles that is under way is waited for, so that the book starts in the cycle after it.
    // So is a freeze, which otherwise would not see this book, nor this book it.
    private static final String OPEN_CYCLE = """
            insert into open_cycle (operator_number, cycle_id, business_date, frozen, freeze_number)
            select $1, n.cycle_id, n.business_date, f.frozen, f.number
            from (select * from newest_cycle for share) n,
                 (select * from shard_freeze where operator_id = $2 for share) f
            on conflict (operator_number) do nothing""";

    private static final String OPEN_VAULT =
            "insert into vault_account (operator_number, balance_fen) values ($1, 0) on conflict do nothing";

    private static final String OPEN_ACCOUNTS = """
            insert into account (id, operator_number, wallet_class, state, key_epoch, available_fen, held_fen, seq,
                                 spent_on, spent_today_fen, spent_this_year_fen, gas_rest_micro_fen)
            select n.id, c.operator_number, n.wallet_class, 1, 1, 0, 0, 0, c.business_date, 0, 0, 0
            from open_cycle c, unnest($2::bigint[], $3::smallint[]) as n(id, wallet_class)
            where c.operator_number = $1""";

    /** An account that is to be opened. */
    public record NewAccount(long number, WalletClass walletClass) {}

    /** Opens the book of an admitted operator in the newest cycle, frozen if its shard is; again changes nothing. */
    public Uni<Void> open(SqlConnection tx, OperatorAdmitted operator) {
        Tuple admission = Tuple.of(
                operator.operatorId(),
                operator.operatorNumber(),
                operator.name(),
                operator.admittedAt().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADMIT)
                .execute(admission)
                .chain(() -> tx.preparedQuery(NOTE_FREEZE).execute(Tuple.of(operator.operatorId())))
                .chain(() -> tx.preparedQuery(OPEN_CYCLE)
                        .execute(Tuple.of(operator.operatorNumber(), operator.operatorId())))
                .chain(() -> tx.preparedQuery(OPEN_VAULT).execute(Tuple.of(operator.operatorNumber())))
                .replaceWithVoid();
    }

    /** Opens empty, active accounts with the first key epoch; fails if the operator's book is not open. */
    public Uni<Void> openAccounts(SqlConnection tx, int operatorNumber, List<NewAccount> accounts) {
        Long[] numbers = accounts.stream().map(NewAccount::number).toArray(Long[]::new);
        Short[] classes = accounts.stream()
                .map(account -> (short) account.walletClass().ordinal())
                .toArray(Short[]::new);
        return tx.preparedQuery(OPEN_ACCOUNTS)
                .execute(Tuple.of(operatorNumber, numbers, classes))
                .invoke(opened -> requireAll(opened.rowCount(), accounts.size()))
                .replaceWithVoid();
    }

    private static void requireAll(int opened, int due) {
        if (opened != due) {
            throw new IllegalStateException("opened " + opened + " accounts where " + due + " were due");
        }
    }
}
