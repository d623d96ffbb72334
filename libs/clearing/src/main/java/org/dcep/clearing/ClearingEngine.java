package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.clearing.DayOutcome.OvernightLoan;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * Takes obligations as they come and says which become final, when, and with which others. Holds only what is unsettled and
 * one standing per participant; keeps no history.
 *
 * <pre>{@code
 * var engine = ClearingEngine.open(ClearingRules.of(HYBRID, RESERVES), participants, now);
 * engine.submit(obligation, now);      // settles at once, or waits
 * engine.settleQueue(now);             // offsets what waits
 * engine.endDay(now);
 * }</pre>
 *
 * <p>Every method takes the time, which never runs backwards. A method that throws has changed nothing. Not safe for use by
 * several threads at once.
 */
public final class ClearingEngine {
    /** More participants are refused: some tables grow with the square of their number. */
    public static final int MAX_PARTICIPANTS = 1_000;

    /**
     * What may be submitted in a day together with what waited before, and what all participants may have together. No sum
     * of the engine exceeds it twice, so none overflows.
     */
    public static final long MAX_SUM_FEN = Money.MAX_FEN;

    /** What loans of many days may make of it. */
    private static final long LARGEST_TOTAL_FEN = 1L << 61;

    private final ClearingRules rules;
    private final Clearing clearing;
    private final GrossSettlement gross;
    private final EntryOffset entryOffset;
    private final BilateralOffsetting bilateral;
    private final MultilateralOffsetting multilateral;
    private final CycleSearch cycles;
    private final NetSettlement net;
    private long nextSequence;
    private long dayFen;

    private ClearingEngine(ClearingRules rules, ClearingSnapshot snapshot) {
        requireAcceptable(rules, snapshot);
        Offsetting offsetting = rules.inForce();
        Accounts accounts = new Accounts(snapshot.participants());
        CentralQueue queue = new CentralQueue(accounts.size(), offsetting.bypass());
        this.rules = rules;
        clearing = new Clearing(accounts, queue, snapshot.at(), snapshot.nextGroup());
        gross = new GrossSettlement(clearing);
        entryOffset = new EntryOffset(clearing, gross, offsetting.entryDepth());
        bilateral = new BilateralOffsetting(clearing, gross, offsetting.bypass());
        multilateral = new MultilateralOffsetting(clearing, gross, offsetting);
        cycles = new CycleSearch(clearing, gross, offsetting);
        net = new NetSettlement(clearing, rules.shortfall());
        nextSequence = snapshot.nextSequence();
        snapshot.queue().forEach(queued -> queue.add(waiting(queued)));
        dayFen = Math.addExact(queue.valueFen(), settledTodayFen(snapshot));
    }

    /**
     * An engine at the beginning of a day. The order of {@code participants} has no influence on anything.
     *
     * @throws IllegalArgumentException if there are none, too many or two with one id; if a limit names a stranger; if
     *     currency would have to be lent; if sums exceed {@link #MAX_SUM_FEN}
     */
    public static ClearingEngine open(ClearingRules rules, Collection<Participant> participants, Instant at) {
        List<ParticipantState> states = participants.stream()
                .map(ParticipantState::of)
                .sorted(Comparator.comparing(ParticipantState::id))
                .toList();
        ClearingEngine engine = resume(rules, new ClearingSnapshot(at, states, List.of(), 1, 1));
        if (engine.clearing.accounts.totalFen() > MAX_SUM_FEN) {
            throw new IllegalArgumentException("participants have more than " + MAX_SUM_FEN + " fen");
        }
        return engine;
    }

    /**
     * An engine that goes on where another stopped, under the same rules or under others. Nothing settles by this alone;
     * after a change of rules {@link #settleQueue} settles what the new ones allow.
     *
     * @throws IllegalArgumentException if the snapshot contradicts itself or the rules
     */
    public static ClearingEngine resume(ClearingRules rules, ClearingSnapshot snapshot) {
        return new ClearingEngine(rules, snapshot);
    }

    /**
     * Takes an obligation into the queue. Where settlement is not deferred it settles at once if its payer can pay it, which
     * may let others settle, or if it offsets with what its payee has queued in return.
     *
     * @return what became final, in that order
     * @throws IllegalArgumentException if payer or payee is no participant, time runs backwards, or the day's sum would
     *     exceed {@link #MAX_SUM_FEN}
     */
    public List<SettledGroup> submit(Obligation obligation, Instant at) {
        Waiting waiting = waiting(new Queued(nextSequence, obligation, at));
        if (waiting.fen > MAX_SUM_FEN - dayFen) {
            throw new IllegalArgumentException("the obligations of a day add up to more than " + MAX_SUM_FEN + " fen");
        }
        clearing.advanceTo(at);
        dayFen += waiting.fen;
        nextSequence++;
        clearing.queue.add(waiting);
        clearing.accounts.get(waiting.payer).changes++;
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            gross.from(waiting.payer);
            if (waiting.slot >= 0 && rules.inForce().uses(Algorithm.ENTRY_OFFSET)) {
                entryOffset.tryFor(waiting);
            }
        }
        return clearing.takeGroups();
    }

    /**
     * Adds to a participant's balance, and settles what it can pay now.
     *
     * @throws IllegalArgumentException if there is no such participant, time runs backwards, or the sum of what all have
     *     would exceed {@link #MAX_SUM_FEN}
     */
    public List<SettledGroup> addLiquidity(OperatorId participant, Money amount, Instant at) {
        int number = clearing.accounts.numberOf(participant);
        if (amount.fen() > MAX_SUM_FEN - clearing.accounts.totalFen()) {
            throw new IllegalArgumentException("participants would have more than " + MAX_SUM_FEN + " fen");
        }
        clearing.advanceTo(at);
        Account account = clearing.accounts.get(number);
        account.balanceFen += amount.fen();
        account.changes++;
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            gross.from(number);
        }
        return clearing.takeGroups();
    }

    /**
     * Takes from a participant's balance. Credit is not for taking away, so the balance must cover the amount.
     *
     * @return false, and nothing has changed, if the balance does not cover the amount
     * @throws IllegalArgumentException if there is no such participant, or time runs backwards
     */
    public boolean withdrawLiquidity(OperatorId participant, Money amount, Instant at) {
        Account account = clearing.accounts.get(clearing.accounts.numberOf(participant));
        clearing.advanceTo(at);
        if (account.balanceFen < amount.fen()) {
            return false;
        }
        account.balanceFen -= amount.fen();
        account.changes++;
        return true;
    }

    /**
     * Settles of the queue what the mode allows, by all its algorithms. An algorithm that has settled something hands back to
     * the first one; one that has not, to the next; it ends when none makes progress. Under
     * {@link ClearingMode#DEFERRED_NET} nothing happens, since only the end of a cycle settles there.
     *
     * @throws IllegalArgumentException if time runs backwards
     */
    public List<SettledGroup> settleQueue(Instant at) {
        clearing.advanceTo(at);
        runAlgorithms();
        return clearing.takeGroups();
    }

    private void runAlgorithms() {
        if (rules.mode() == ClearingMode.DEFERRED_NET) {
            return;
        }
        gross.fromAll();
        cycles.replenish();
        boolean progress = true;
        while (progress) {
            progress = runs(Algorithm.BILATERAL) && bilateral.settleOnePair()
                    || multilateral.settle()
                    || runs(Algorithm.CYCLES) && cycles.settleOne();
        }
    }

    private boolean runs(Algorithm algorithm) {
        return rules.inForce().uses(algorithm);
    }

    /**
     * Ends a cycle of deferred net settlement and begins the next.
     *
     * @throws IllegalStateException if the mode is another
     * @throws IllegalArgumentException if time runs backwards
     */
    public CycleOutcome closeCycle(Instant at) {
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            throw new IllegalStateException("only deferred net settlement has cycles to close");
        }
        clearing.advanceTo(at);
        return net.close();
    }

    /**
     * Settles once more what {@link #settleQueue} can, does with the rest what the rules say, and begins the next day:
     * reserves are set aside anew, and limits count from zero. Closes no cycle: under {@link ClearingMode#DEFERRED_NET} the
     * caller closes the last one before, and so it is counted like the others.
     *
     * @throws IllegalArgumentException if time runs backwards
     */
    public DayOutcome endDay(Instant at) {
        clearing.advanceTo(at);
        runAlgorithms();
        List<SettledGroup> groups = new ArrayList<>(clearing.takeGroups());
        List<Waiting> rest = clearing.queue.all();
        DayOutcome outcome = rules.endOfDay()
                .fold(
                        () -> new DayOutcome(groups, queuedOf(rest), List.of(), List.of()),
                        () -> returned(groups, rest),
                        terms -> forced(groups, rest, terms));
        clearing.accounts.beginDay();
        dayFen = clearing.queue.valueFen();
        return outcome;
    }

    /** The standings change right after this, when the next day begins. */
    private DayOutcome returned(List<SettledGroup> groups, List<Waiting> rest) {
        rest.forEach(clearing.queue::remove);
        return new DayOutcome(groups, List.of(), queuedOf(rest), List.of());
    }

    private DayOutcome forced(List<SettledGroup> groups, List<Waiting> rest, EndOfDay.ForceOnCredit terms) {
        if (rest.isEmpty()) {
            return new DayOutcome(groups, List.of(), List.of(), List.of());
        }
        GroupDraft draft = clearing.accounts.newDraft();
        rest.forEach(draft::add);
        List<OvernightLoan> loans = new ArrayList<>();
        for (int i = 0; i < clearing.accounts.size(); i++) {
            Account account = clearing.accounts.get(i);
            long lackingFen = draft.netDebitFen(i) - account.spendableFen();
            if (lackingFen > 0) {
                Money principal = new Money(lackingFen);
                loans.add(new OvernightLoan(account.id, principal, terms.priceOf(principal)));
            }
        }
        loans.forEach(loan -> clearing.accounts.get(clearing.accounts.numberOf(loan.borrower())).balanceFen +=
                loan.principal().fen());
        clearing.settle(GroupKind.FORCED, rest, draft);
        groups.addAll(clearing.takeGroups());
        return new DayOutcome(groups, List.of(), List.of(), loans);
    }

    /**
     * What a participant has, in fen; below zero by at most its credit cap.
     *
     * @throws IllegalArgumentException if there is no such participant
     */
    public long balanceFen(OperatorId participant) {
        return clearing.accounts.get(clearing.accounts.numberOf(participant)).balanceFen;
    }

    /** Who takes part, ascending. */
    public List<OperatorId> participants() {
        return clearing.accounts.ids();
    }

    /** How many obligations wait. */
    public int queueLength() {
        return clearing.queue.size();
    }

    /** The value of all obligations that wait, in fen. */
    public long queueValueFen() {
        return clearing.queue.valueFen();
    }

    /** What waits, in the order of submission. */
    public List<Queued> queue() {
        return queuedOf(clearing.queue.all());
    }

    /**
     * One participant's standing, as {@link #snapshot} has it.
     *
     * @throws IllegalArgumentException if there is no such participant
     */
    public ParticipantState standing(OperatorId participant) {
        return clearing.accounts.state(clearing.accounts.numberOf(participant));
    }

    /** Whether {@code id} takes part. */
    public boolean hasParticipant(OperatorId id) {
        return clearing.accounts.has(id);
    }

    /** The latest time that the engine was given. */
    public Instant at() {
        return clearing.at();
    }

    /** The sequence of the obligation that is submitted next. */
    public long nextSequence() {
        return nextSequence;
    }

    /** The number of the group that settles next. */
    public long nextGroup() {
        return clearing.nextGroup();
    }

    /** How much may still be submitted today, in fen. */
    public long roomForObligationsFen() {
        return MAX_SUM_FEN - dayFen;
    }

    /** How much liquidity may still be added, in fen; below zero if loans have exceeded the bound. */
    public long roomForLiquidityFen() {
        return MAX_SUM_FEN - clearing.accounts.totalFen();
    }

    /** All that {@link #resume} needs. */
    public ClearingSnapshot snapshot() {
        return new ClearingSnapshot(
                clearing.at(), clearing.accounts.states(), queue(), nextSequence, clearing.nextGroup());
    }

    private Waiting waiting(Queued queued) {
        Obligation obligation = queued.obligation();
        return new Waiting(
                queued, clearing.accounts.numberOf(obligation.payer()), clearing.accounts.numberOf(obligation.payee()));
    }

    private static List<Queued> queuedOf(List<Waiting> waiting) {
        return waiting.stream().map(one -> one.queued).toList();
    }

    private static long settledTodayFen(ClearingSnapshot snapshot) {
        return snapshot.participants().stream()
                .flatMap(state -> state.paidFen().values().stream())
                .reduce(0L, Math::addExact);
    }

    private static void requireAcceptable(ClearingRules rules, ClearingSnapshot snapshot) {
        int participants = snapshot.participants().size();
        if (participants == 0 || participants > MAX_PARTICIPANTS) {
            throw new IllegalArgumentException("there must be 1 to " + MAX_PARTICIPANTS + " participants");
        }
        long totalFen = 0;
        for (ParticipantState state : snapshot.participants()) {
            require(state, state.balanceFen() >= -state.terms().creditCap().fen(), "has overdrawn its credit cap");
            require(
                    state,
                    rules.asset() == SettlementAsset.RESERVES
                            || state.terms().creditCap().isZero(),
                    "has a credit cap, but currency is never lent");
            require(state, state.balanceFen() <= LARGEST_TOTAL_FEN, "has too much");
            long ownFen = state.balanceFen() + state.terms().creditCap().fen();
            require(state, ownFen <= LARGEST_TOTAL_FEN - totalFen, "and those before it have too much");
            totalFen += ownFen;
        }
    }

    private static void require(ParticipantState state, boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("participant " + state.id() + " " + otherwise);
        }
    }
}
