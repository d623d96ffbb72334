package org.dcep.wallet.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.dcep.contracts.BookEvent;
import org.dcep.contracts.PaymentCommitted;
import org.dcep.contracts.PaymentDigest;
import org.dcep.ledger.AccountId;
import org.dcep.ledger.AccountKind;
import org.dcep.ledger.Posting;
import org.dcep.ledger.Purpose;

/**
 * The rows that a transaction has locked, as they stand in memory while it decides. Changes are made here one after
 * another and written by {@link Book#record} in one go. Not thread-safe; lives as long as its transaction.
 *
 * <p>Two laws are checked at every {@link #post}: no wallet or vault falls below zero, and every book sums to zero. To
 * break one is a bug of the caller, who must decide before posting; it throws and so rolls the transaction back.
 */
public final class LockedBook {
    private final Map<Integer, OpenCycle> cycles;
    private final Map<Long, WalletAccount> wallets;
    private final Map<Integer, Long> vaults;
    private final Map<Long, WalletAccount> changed = new TreeMap<>();
    private final List<EntryRow> entries = new ArrayList<>();
    private final Map<CollectorKey, CollectorChange> collectors = new TreeMap<>();
    private final Map<Integer, Tally> tallies = new TreeMap<>();
    private final List<BookEvent> events = new ArrayList<>();

    /** A row of table {@code entry}. */
    record EntryRow(
            WalletAccount after,
            Instant at,
            long cycleId,
            Purpose purpose,
            UUID cause,
            long counterparty,
            long amountFen,
            long gasFeeFen,
            long heldFen) {}

    record CollectorKey(int operatorNumber, AccountKind kind) implements Comparable<CollectorKey> {
        @Override
        public int compareTo(CollectorKey other) {
            int byOperator = Integer.compare(operatorNumber, other.operatorNumber);
            return byOperator != 0 ? byOperator : kind.compareTo(other.kind);
        }
    }

    /** What the transaction adds to one collector. */
    static final class CollectorChange {
        long amountFen;
        int postings;
    }

    /** What the transaction adds to a book's cycle. */
    static final class Tally {
        long bookEvents;
        long payments;
        long amountFen;
        long gasFeeFen;
        long digest;
    }

    /** The change that one entry makes to one wallet. */
    private static final class WalletChange {
        long amountFen;
        long gasFeeFen;
        long heldFen;
    }

    LockedBook(Collection<OpenCycle> cycles, Collection<WalletAccount> wallets, Map<Integer, Long> vaults) {
        this.cycles = new HashMap<>();
        cycles.forEach(cycle -> this.cycles.put(cycle.operatorNumber(), cycle));
        this.wallets = new HashMap<>();
        wallets.forEach(wallet -> this.wallets.put(wallet.number(), wallet));
        this.vaults = new HashMap<>(vaults);
    }

    /**
     * The open cycle of a locked book.
     *
     * @throws IllegalStateException if the book was not locked, or no such operator has been admitted
     */
    public OpenCycle cycle(int operatorNumber) {
        OpenCycle cycle = cycles.get(operatorNumber);
        if (cycle == null) {
            throw new IllegalStateException("the book of operator " + operatorNumber + " is not locked");
        }
        return cycle;
    }

    /** A locked wallet as it stands after what was posted so far; empty if it does not exist or was not locked. */
    public Optional<WalletAccount> wallet(long number) {
        return Optional.ofNullable(wallets.get(number));
    }

    /**
     * What the operator's vault holds after what was posted so far.
     *
     * @throws IllegalStateException if the vault was not locked
     */
    public long vaultFen(int operatorNumber) {
        Long balance = vaults.get(operatorNumber);
        if (balance == null) {
            throw new IllegalStateException("the vault of operator " + operatorNumber + " is not locked");
        }
        return balance;
    }

    /**
     * Makes an entry: changes balances and appends one statement line per wallet concerned.
     *
     * @throws IllegalStateException if an account is not locked or would fall below zero
     */
    public void post(JournalEntry journalEntry) {
        OpenCycle cycle = cycle(journalEntry.operatorNumber());
        Map<Long, WalletChange> walletChanges = new LinkedHashMap<>();
        for (Posting posting : journalEntry.postings()) {
            move(walletChanges, posting.debit(), -posting.amount().fen(), posting.purpose());
            move(walletChanges, posting.credit(), posting.amount().fen(), posting.purpose());
        }
        Purpose purpose = journalEntry.postings().get(0).purpose();
        walletChanges.forEach((number, change) -> {
            WalletAccount after = apply(number, change);
            entries.add(new EntryRow(
                    after,
                    journalEntry.at(),
                    cycle.cycleId(),
                    purpose,
                    journalEntry.cause(),
                    journalEntry.parties().facing(number),
                    change.amountFen,
                    change.gasFeeFen,
                    change.heldFen));
        });
    }

    /** Sets the counters of limits and the gas rest of a locked wallet. */
    public void count(long number, Spending spending, long gasRestMicroFen) {
        WalletAccount counted = locked(number).counting(spending, gasRestMicroFen);
        wallets.put(number, counted);
        changed.put(number, counted);
    }

    /** Tells the world, through the outbox, and counts the event into its cycle. */
    public void emit(BookEvent event, int operatorNumber) {
        if (event.cycleId() != cycle(operatorNumber).cycleId()) {
            throw new IllegalStateException("the event carries cycle " + event.cycleId() + ", which is not open");
        }
        events.add(event);
        Tally tally = tallies.computeIfAbsent(operatorNumber, number -> new Tally());
        tally.bookEvents++;
        if (event instanceof PaymentCommitted payment) {
            tally.payments++;
            tally.amountFen = Math.addExact(tally.amountFen, payment.amountFen());
            tally.gasFeeFen = Math.addExact(tally.gasFeeFen, payment.gasFeeFen());
            tally.digest += PaymentDigest.of(
                    payment.paymentId(),
                    payment.operatorId(),
                    payment.payeeOperatorId(),
                    payment.amountFen(),
                    payment.gasFeeFen(),
                    payment.cycleId());
        }
    }

    private void move(Map<Long, WalletChange> walletChanges, AccountId account, long signedFen, Purpose purpose) {
        switch (account.kind()) {
            case WALLET -> {
                WalletChange change = walletChanges.computeIfAbsent(account.wallet(), number -> new WalletChange());
                if (purpose == Purpose.GAS) {
                    change.gasFeeFen -= signedFen;
                } else {
                    change.amountFen += signedFen;
                }
            }
            case HELD ->
                walletChanges.computeIfAbsent(account.wallet(), number -> new WalletChange()).heldFen += signedFen;
            case VAULT -> {
                moveVault(account.operatorNumber(), signedFen);
                collect(account, signedFen);
            }
            case ISSUED, CLEARING, GAS, RESERVES -> collect(account, signedFen);
        }
    }

    private void moveVault(int operatorNumber, long signedFen) {
        long after = Math.addExact(vaultFen(operatorNumber), signedFen);
        if (after < 0) {
            throw new IllegalStateException("the vault of operator " + operatorNumber + " would fall below zero");
        }
        vaults.put(operatorNumber, after);
    }

    private void collect(AccountId account, long signedFen) {
        CollectorChange change = collectors.computeIfAbsent(
                new CollectorKey(account.operatorNumber(), account.kind()), key -> new CollectorChange());
        change.amountFen = Math.addExact(change.amountFen, signedFen);
        change.postings++;
    }

    private WalletAccount apply(long number, WalletChange change) {
        WalletAccount after = locked(number).moved(change.amountFen - change.gasFeeFen, change.heldFen);
        if (after.availableFen() < 0 || after.heldFen() < 0) {
            throw new IllegalStateException("wallet " + number + " would fall below zero");
        }
        wallets.put(number, after);
        changed.put(number, after);
        return after;
    }

    private WalletAccount locked(long number) {
        WalletAccount wallet = wallets.get(number);
        if (wallet == null) {
            throw new IllegalStateException("wallet " + number + " is not locked");
        }
        return wallet;
    }

    /** Every book's entries of this transaction must cancel out; called before anything is written. */
    void requireBalanced() {
        Map<Integer, Long> sums = new HashMap<>();
        entries.forEach(row -> sums.merge(
                row.after().operatorNumber(), row.amountFen() - row.gasFeeFen() + row.heldFen(), Math::addExact));
        collectors.forEach((key, change) -> sums.merge(key.operatorNumber(), change.amountFen, Math::addExact));
        sums.forEach((operatorNumber, sum) -> {
            if (sum != 0) {
                throw new IllegalStateException("the book of operator " + operatorNumber + " is off by " + sum);
            }
        });
    }

    Collection<WalletAccount> changedWallets() {
        return changed.values();
    }

    List<EntryRow> entries() {
        return entries;
    }

    Map<CollectorKey, CollectorChange> collectors() {
        return collectors;
    }

    Map<Integer, Tally> tallies() {
        return tallies;
    }

    /** What will be told when the transaction commits. */
    public List<BookEvent> events() {
        return List.copyOf(events);
    }
}
