package org.dcep.settlement.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.kernel.OperatorId;

/** The tables in memory: they learn of changes and of nothing else, and give the books back. */
final class Rows {
    final List<Changes.Settled> settled = new ArrayList<>();
    final List<Changes.Movement> movements = new ArrayList<>();
    final List<Arrival> withoutRoom = new ArrayList<>();
    final SortedMap<String, OvernightLoan> loans = new TreeMap<>();
    private final SortedMap<OperatorId, ParticipantState> accounts = new TreeMap<>();
    private final SortedMap<Changes.Pair, Long> settledToday = new TreeMap<>();
    private final SortedMap<Long, Queued> queue = new TreeMap<>();
    private final Map<Long, Long> cycles = new HashMap<>();
    private ClearingSnapshot counters;

    Rows(ClearingSnapshot beginning) {
        counters = beginning;
    }

    void take(ClearingBooks books) {
        Changes changes = books.takeChanges();
        changes.accounts.forEach(id -> accounts.put(id, books.standing(id)));
        if (changes.dayBegun) {
            settledToday.clear();
        }
        changes.pairs.forEach(pair ->
                settledToday.put(pair, books.standing(pair.payer()).paidFen().getOrDefault(pair.payee(), 0L)));
        changes.submitted.forEach(submitted -> {
            queue.put(submitted.queued().sequence(), submitted.queued());
            cycles.put(submitted.queued().sequence(), submitted.cycleId());
        });
        changes.settled.values().forEach(each -> {
            if (queue.remove(each.queued().sequence()) == null) {
                throw new AssertionError("settled twice, or never submitted: " + each);
            }
            cycles.remove(each.queued().sequence());
            settled.add(each);
        });
        movements.addAll(changes.movements);
        withoutRoom.addAll(changes.withoutRoom);
        changes.loans.forEach(loan -> loans.put(loan.businessDate() + "/" + loan.operator(), loan));
        counters = new ClearingSnapshot(books.at(), List.of(), List.of(), books.nextSequence(), books.nextGroup());
    }

    /** Books that know what is stored and nothing else. */
    ClearingBooks read(long cycleId, SettlementPolicy policy) {
        List<ParticipantState> states =
                accounts.values().stream().map(this::withSettledToday).toList();
        ClearingSnapshot snapshot = new ClearingSnapshot(
                counters.at(), states, List.copyOf(queue.values()), counters.nextSequence(), counters.nextGroup());
        List<OvernightLoan> owed =
                loans.values().stream().filter(loan -> loan.owedFen() > 0).toList();
        return new ClearingBooks(new ClearingBooks.Stored(cycleId, policy, snapshot, cycles, owed));
    }

    private ParticipantState withSettledToday(ParticipantState state) {
        SortedMap<OperatorId, Long> paid = new TreeMap<>();
        settledToday.forEach((pair, fen) -> {
            if (pair.payer().equals(state.id()) && fen > 0) {
                paid.put(pair.payee(), fen);
            }
        });
        return new ParticipantState(
                state.id(), state.terms(), state.balanceFen(), state.urgentReserveFen(), state.highReserveFen(), paid);
    }

    /** Without the time, which is stored with the next change only. */
    static ClearingSnapshot lasting(ClearingSnapshot snapshot) {
        return new ClearingSnapshot(
                Instant.EPOCH,
                snapshot.participants(),
                snapshot.queue(),
                snapshot.nextSequence(),
                snapshot.nextGroup());
    }

    long waitingFen() {
        return queue.values().stream()
                .mapToLong(queued -> queued.obligation().amount().fen())
                .sum();
    }

    long balancesFen() {
        return accounts.values().stream()
                .mapToLong(ParticipantState::balanceFen)
                .sum();
    }

    List<ParticipantState> accounts() {
        return List.copyOf(accounts.values());
    }
}
