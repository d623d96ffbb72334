package org.dcep.issuer.book;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dcep.kernel.Money;

/** Accounts that the current transaction has locked; nobody else changes them until it ends. */
public final class LockedAccounts {
    private final Map<String, AccountRow> rows;

    LockedAccounts(List<AccountRow> rows) {
        this.rows = rows.stream().collect(Collectors.toMap(AccountRow::id, Function.identity()));
    }

    /** Whether none of the holders asked for has accounts. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether the holder has accounts at all. */
    public boolean has(Holder holder) {
        return rows.containsKey(holder.account(AccountKind.FREE).toString());
    }

    /** The balance of an account that is never below zero. */
    public Money balance(Account account) {
        return Money.fen(row(account).balanceFen());
    }

    AccountRow row(Account account) {
        AccountRow row = rows.get(account.toString());
        if (row == null) {
            throw new IllegalStateException("account " + account + " does not exist or is not locked");
        }
        return row;
    }
}
