package org.dcep.issuer.book;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Balances that were read without a lock: to show, not to decide by. */
public final class Balances {
    private final Map<String, Long> fenByAccount;

    private Balances(Map<String, Long> fenByAccount) {
        this.fenByAccount = fenByAccount;
    }

    static Balances of(List<AccountRow> rows) {
        return new Balances(rows.stream().collect(Collectors.toMap(AccountRow::id, AccountRow::balanceFen)));
    }

    /** Zero for an account that does not exist. */
    public long fen(Account account) {
        return fenByAccount.getOrDefault(account.toString(), 0L);
    }
}
