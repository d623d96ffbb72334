package org.dcep.wallet.enrolment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcep.kernel.WalletId;
import org.dcep.wallet.book.BookOpening;
import org.dcep.wallet.enrolment.CheckedWallet.Claim;
import org.dcep.wallet.enrolment.WalletStore.Opening;
import org.dcep.web.Problems;

/** Opens one wallet or many in a transaction: account, registry and first key, with one statement a table. */
@ApplicationScoped
class WalletOpening {
    private final BookOpening books;
    private final WalletStore store;
    private final Clock clock;

    WalletOpening(BookOpening books, WalletStore store, Clock clock) {
        this.books = books;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Opens what is not open yet. Of wallets with the same idempotency key the first is opened; the others are answered
     * as if they had come later.
     *
     * @param asked wallets of one operator, whose book is open
     * @return one outcome for each, in their order; true once the transaction is committed
     */
    Uni<List<WalletOutcome>> open(SqlConnection tx, int operatorNumber, List<NumberedWallet> asked) {
        return store.claim(tx, operatorNumber, firstOfEachKey(asked))
                .map(openings -> outcomes(asked, openings))
                .call(outcomes -> write(tx, operatorNumber, opened(asked, outcomes)));
    }

    /** In the order of the keys, in which all transactions claim them, so that no two wait for each other. */
    private static List<NumberedWallet> firstOfEachKey(List<NumberedWallet> asked) {
        Map<String, NumberedWallet> first = new TreeMap<>();
        for (NumberedWallet numbered : asked) {
            numbered.wallet().claim().ifPresent(claim -> first.putIfAbsent(claim.idempotencyKey(), numbered));
        }
        return List.copyOf(first.values());
    }

    private static List<WalletOutcome> outcomes(List<NumberedWallet> asked, Map<String, Opening> openings) {
        return asked.stream()
                .map(numbered -> numbered.wallet()
                        .claim()
                        .map(claim -> outcome(numbered.id(), claim, openings.get(claim.idempotencyKey())))
                        .orElseGet(() -> new WalletOutcome.Opened(numbered.id())))
                .toList();
    }

    private static WalletOutcome outcome(WalletId id, Claim claim, Opening opening) {
        if (opening.wallet().equals(id)) {
            return new WalletOutcome.Opened(id);
        }
        return Arrays.equals(opening.fingerprint(), claim.fingerprint())
                ? new WalletOutcome.OpenedBefore(opening.wallet())
                : new WalletOutcome.Refused(Problems.idReused());
    }

    private static List<NumberedWallet> opened(List<NumberedWallet> asked, List<WalletOutcome> outcomes) {
        List<NumberedWallet> opened = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            if (outcomes.get(i) instanceof WalletOutcome.Opened) {
                opened.add(asked.get(i));
            }
        }
        return opened;
    }

    private Uni<Void> write(SqlConnection tx, int operatorNumber, List<NumberedWallet> wallets) {
        if (wallets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        List<BookOpening.NewAccount> accounts = wallets.stream()
                .map(numbered -> new BookOpening.NewAccount(
                        numbered.id().number(), numbered.wallet().walletClass()))
                .toList();
        return books.openAccounts(tx, operatorNumber, accounts)
                .chain(() -> store.insert(tx, operatorNumber, wallets, now))
                .chain(() -> store.insertFirstKeys(tx, wallets, now));
    }
}
