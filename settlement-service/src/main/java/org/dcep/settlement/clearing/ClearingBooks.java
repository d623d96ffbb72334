package org.dcep.settlement.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.dcep.clearing.ClearingEngine;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingSnapshot;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.clearing.CycleOutcome;
import org.dcep.clearing.DayOutcome;
import org.dcep.clearing.Participant;
import org.dcep.clearing.Queued;
import org.dcep.clearing.SettledGroup;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Terms;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * The settlement accounts and the queue as the engine has them, and what of each change must be stored. Pure: the same
 * calls give the same groups, and books that are read again from what was stored go on as if nothing had happened.
 *
 * <p>The queue is worked under the policy of the newest cycle in reserves. Only the end of a cycle that settles in net
 * looks back: its own policy decides, over its own obligations and those of earlier cycles that still wait.
 *
 * <p>Times may run backwards between replicas; the books then stand still at the latest one.
 */
final class ClearingBooks {
    private SettlementPolicy policy;
    private long cycleId;
    private Instant at;
    private ClearingSnapshot none;
    private ClearingEngine engine;
    private final Map<Long, Long> cycles = new HashMap<>();
    private final List<OvernightLoan> owed = new ArrayList<>();
    private Changes changes = new Changes();

    /**
     * What is stored of the books.
     *
     * @param cycleId the newest cycle in reserves that they know of; 0 if there was none
     * @param policy that cycle's; anything if there was none
     * @param cycles the cycle of each obligation in the queue, by its sequence
     * @param owed loans of which something is owed, oldest first
     */
    record Stored(
            long cycleId,
            SettlementPolicy policy,
            ClearingSnapshot snapshot,
            Map<Long, Long> cycles,
            List<OvernightLoan> owed) {}

    ClearingBooks(Stored stored) {
        policy = stored.policy();
        cycleId = stored.cycleId();
        at = stored.snapshot().at();
        cycles.putAll(stored.cycles());
        owed.addAll(stored.owed());
        none = stored.snapshot();
        engine = none.participants().isEmpty() ? null : ClearingEngine.resume(policy.rules(), none);
    }

    /** From now on a newer cycle's policy counts. Credit that is drawn stays drawn, whatever the new caps are. */
    void adopt(long newestCycleId, SettlementPolicy newest) {
        if (newestCycleId == cycleId) {
            return;
        }
        cycleId = newestCycleId;
        policy = newest;
        if (engine != null) {
            continueUnder(newest, engine.snapshot());
        }
    }

    private void continueUnder(SettlementPolicy other, ClearingSnapshot snapshot) {
        engine = ClearingEngine.resume(other.rules(), snapshot.under(other));
        changes.accounts.addAll(engine.participants());
    }

    long cycleId() {
        return cycleId;
    }

    /** Takes obligations into the queue, one after another. What the day has no room for waits outside of it. */
    void submit(List<Arrival> arrivals, Instant now) {
        advanceTo(now);
        admit(operatorsOf(arrivals));
        for (Arrival arrival : arrivals) {
            if (arrival.amount().fen() > engine.roomForObligationsFen()) {
                changes.withoutRoom.add(arrival);
                continue;
            }
            Queued queued = new Queued(engine.nextSequence(), arrival.obligation(policy), at);
            enter(queued, arrival.cycleId(), OptionalLong.empty());
            settled(engine.submit(queued.obligation(), at));
        }
    }

    private void enter(Queued queued, long ofCycle, OptionalLong collected) {
        cycles.put(queued.sequence(), ofCycle);
        changes.submitted.add(new Changes.Submitted(queued, ofCycle, collected));
    }

    private static SortedSet<OperatorId> operatorsOf(Collection<Arrival> arrivals) {
        SortedSet<OperatorId> operators = new TreeSet<>();
        arrivals.forEach(arrival -> {
            operators.add(arrival.payer());
            operators.add(arrival.payee());
        });
        return operators;
    }

    /** Settles of the queue what the policy allows. */
    void offset(Instant now) {
        advanceTo(now);
        if (engine != null) {
            settled(engine.settleQueue(at));
        }
    }

    /** Adds liquidity; false, and nothing has changed, if accounts would have more than can be counted. */
    boolean place(UUID transferId, OperatorId operator, Money amount, Instant now) {
        advanceTo(now);
        admit(List.of(operator));
        if (amount.fen() > engine.roomForLiquidityFen()) {
            return false;
        }
        move(Changes.Reason.PLACED, Optional.of(transferId), operator, amount.fen());
        settled(engine.addLiquidity(operator, amount, at));
        return true;
    }

    /** Gives liquidity back; false, and nothing has changed, if it is not there or must repay a loan. */
    boolean giveBack(UUID transferId, OperatorId operator, Money amount, Instant now) {
        advanceTo(now);
        if (!hasAccount(operator)
                || engine.balanceFen(operator) - owedFen(operator) < amount.fen()
                || !engine.withdrawLiquidity(operator, amount, at)) {
            return false;
        }
        move(Changes.Reason.RETURNED, Optional.of(transferId), operator, -amount.fen());
        return true;
    }

    private long owedFen(OperatorId operator) {
        return owed.stream()
                .filter(loan -> loan.operator().equals(operator))
                .mapToLong(OvernightLoan::owedFen)
                .reduce(0, Math::addExact);
    }

    /** In force at once: reserves are set aside anew, and what they or a limit held back until now may settle. */
    void decide(OperatorId operator, OwnTerms own, Instant now) {
        advanceTo(now);
        SortedSet<OperatorId> named = new TreeSet<>(own.bilateralLimits().keySet());
        named.add(operator);
        admit(named);
        Terms present = engine.standing(operator).terms();
        engine = ClearingEngine.resume(policy.rules(), engine.snapshot().with(operator, own.within(present)));
        changes.accounts.add(operator);
        changes.limits.add(operator);
        settled(engine.settleQueue(at));
    }

    /** Decides what the end of a cycle decides, and the end of a day if it is one. */
    void end(CycleEnd end, Instant now) {
        advanceTo(now);
        admit(operatorsOf(end.collected().stream().map(Collected::arrival).toList()));
        if (engine == null) {
            return;
        }
        SettlementPolicy own = end.policy().orElse(policy);
        boolean net = own.rules().mode() == ClearingMode.DEFERRED_NET;
        if (net || end.endsDay() || !end.collected().isEmpty()) {
            List<Queued> later = leaveOutAfter(end.cycleId());
            continueUnder(own, withCollected(end.collected(), own));
            if (net) {
                close();
            }
            if (end.endsDay()) {
                endDay(end.businessDate());
            }
            continueUnder(policy, withQueue(later));
        }
        settled(engine.settleQueue(at));
    }

    /** Obligations of later cycles have no part in the end of this one. */
    private List<Queued> leaveOutAfter(long ended) {
        List<Queued> later = engine.queue().stream()
                .filter(queued -> cycles.get(queued.sequence()) > ended)
                .toList();
        List<Queued> rest = engine.queue().stream()
                .filter(queued -> cycles.get(queued.sequence()) <= ended)
                .toList();
        engine = ClearingEngine.resume(policy.rules(), engine.snapshot().withQueue(rest));
        return later;
    }

    private ClearingSnapshot withCollected(List<Collected> collected, SettlementPolicy own) {
        ClearingSnapshot before = engine.snapshot();
        List<Queued> queue = new ArrayList<>(before.queue());
        long sequence = before.nextSequence();
        long roomFen = engine.roomForObligationsFen();
        for (Collected each : collected) {
            Arrival arrival = each.arrival();
            if (arrival.amount().fen() <= roomFen) {
                roomFen -= arrival.amount().fen();
                Queued queued = new Queued(sequence++, arrival.obligation(own), each.at());
                enter(queued, arrival.cycleId(), OptionalLong.of(each.number()));
                queue.add(queued);
            }
        }
        return new ClearingSnapshot(before.at(), before.participants(), queue, sequence, before.nextGroup());
    }

    private ClearingSnapshot withQueue(List<Queued> more) {
        ClearingSnapshot before = engine.snapshot();
        List<Queued> queue = new ArrayList<>(before.queue());
        queue.addAll(more);
        queue.sort(Comparator.comparingLong(Queued::sequence));
        return before.withQueue(queue);
    }

    private void close() {
        CycleOutcome outcome = engine.closeCycle(at);
        settled(outcome.<List<SettledGroup>>fold(done -> List.of(done.group()), postponed -> List.of(), List::of));
    }

    /** Loans of earlier nights are repaid first, from what is there; then the day ends by the policy's rule. */
    private void endDay(LocalDate date) {
        owed.replaceAll(this::repaid);
        owed.removeIf(loan -> loan.owedFen() == 0);
        DayOutcome outcome = engine.endDay(at);
        for (DayOutcome.OvernightLoan lent : outcome.loans()) {
            OvernightLoan loan = new OvernightLoan(
                    date, lent.borrower(), lent.principal(), lent.price(), Money.ZERO, at, Optional.empty());
            owed.add(loan);
            changes.loans.add(loan);
            move(
                    Changes.Reason.LENT,
                    Optional.empty(),
                    lent.borrower(),
                    lent.principal().fen());
        }
        settled(outcome.groups());
        changes.beginDay();
        changes.accounts.addAll(engine.participants());
    }

    private OvernightLoan repaid(OvernightLoan loan) {
        long fen = Math.min(loan.owedFen(), engine.balanceFen(loan.operator()));
        if (fen <= 0 || !engine.withdrawLiquidity(loan.operator(), new Money(fen), at)) {
            return loan;
        }
        move(Changes.Reason.REPAID, Optional.empty(), loan.operator(), -fen);
        OvernightLoan after = loan.repaying(new Money(fen), at);
        changes.loans.add(after);
        return after;
    }

    private void move(Changes.Reason reason, Optional<UUID> transferId, OperatorId operator, long fen) {
        changes.moved(new Changes.Movement(reason, transferId, operator, fen, newestSequence(), at));
    }

    private void settled(List<SettledGroup> groups) {
        for (SettledGroup group : groups) {
            for (Queued queued : group.obligations()) {
                changes.settled(group, queued, cycles.remove(queued.sequence()), newestSequence());
            }
        }
    }

    private long newestSequence() {
        return engine.nextSequence() - 1;
    }

    private void advanceTo(Instant now) {
        at = now.isAfter(at) ? now : at;
    }

    /** Whoever is named for the first time has an account from then on, with nothing in it. */
    private void admit(Collection<OperatorId> named) {
        List<OperatorId> strangers =
                named.stream().filter(operator -> !hasAccount(operator)).toList();
        if (strangers.isEmpty()) {
            return;
        }
        ClearingSnapshot snapshot = engine == null ? none : engine.snapshot();
        for (OperatorId stranger : strangers) {
            SettlementPolicy.Caps caps = policy.capsOf(stranger);
            Terms terms = new Terms(
                    caps.creditCap(),
                    caps.netDebitCap(),
                    Money.ZERO,
                    Money.ZERO,
                    Optional.empty(),
                    Terms.NONE.bilateralLimits());
            snapshot = snapshot.with(new Participant(stranger, Money.ZERO, terms));
        }
        engine = ClearingEngine.resume(policy.rules(), snapshot);
        changes.accounts.addAll(strangers);
    }

    boolean hasAccount(OperatorId operator) {
        return engine != null && engine.hasParticipant(operator);
    }

    ParticipantState standing(OperatorId operator) {
        return engine.standing(operator);
    }

    /** What the engine counts, and the queue. */
    ClearingSnapshot snapshot() {
        return engine == null ? none : engine.snapshot();
    }

    Instant at() {
        return at;
    }

    long nextSequence() {
        return engine == null ? none.nextSequence() : engine.nextSequence();
    }

    long nextGroup() {
        return engine == null ? none.nextGroup() : engine.nextGroup();
    }

    boolean hasQueue() {
        return engine != null && engine.queueLength() > 0;
    }

    /** What has changed since this was asked last. */
    Changes takeChanges() {
        Changes taken = changes;
        changes = new Changes();
        return taken;
    }
}
