package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * The same rules once more, written as they are told and without any thought of speed: one list of what waits, and every
 * question answered by looking at all of it. What the engine does must be what this does.
 */
final class NaiveClearing {
    private static final Comparator<Queued> BY_QUEUE = Comparator.<Queued, Priority>comparing(
                    queued -> queued.obligation().priority())
            .thenComparing(Queued::sequence);

    private final ClearingRules rules;
    private final Offsetting offsetting;
    private final List<OperatorId> ids;
    private final Map<OperatorId, Terms> terms = new HashMap<>();
    private final Map<OperatorId, Long> balances = new HashMap<>();
    private final Map<OperatorId, Long> urgentLeft = new HashMap<>();
    private final Map<OperatorId, Long> highLeft = new HashMap<>();
    private final Map<List<OperatorId>, Long> paid = new HashMap<>();
    private final List<Queued> queue = new ArrayList<>();
    private List<SettledGroup> groups = new ArrayList<>();
    private long nextSequence = 1;
    private long nextGroup = 1;
    private Instant at;

    NaiveClearing(ClearingRules rules, Collection<Participant> participants) {
        this.rules = rules;
        this.offsetting = rules.inForce();
        this.ids = participants.stream().map(Participant::id).sorted().toList();
        for (Participant participant : participants) {
            terms.put(participant.id(), participant.terms());
            balances.put(participant.id(), participant.liquidity().fen());
        }
        beginDay();
    }

    List<SettledGroup> submit(Obligation obligation, Instant now) {
        at = now;
        Queued queued = new Queued(nextSequence++, obligation, now);
        queue.add(queued);
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            settleSingles(List.of(obligation.payer()));
            if (queue.contains(queued) && offsetting.uses(Algorithm.ENTRY_OFFSET)) {
                offsetOnEntry(queued);
            }
        }
        return take();
    }

    List<SettledGroup> addLiquidity(OperatorId id, Money amount, Instant now) {
        at = now;
        balances.merge(id, amount.fen(), Long::sum);
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            settleSingles(List.of(id));
        }
        return take();
    }

    boolean withdrawLiquidity(OperatorId id, Money amount) {
        if (balances.get(id) < amount.fen()) {
            return false;
        }
        balances.merge(id, -amount.fen(), Long::sum);
        return true;
    }

    List<SettledGroup> settleQueue(Instant now) {
        at = now;
        if (rules.mode() != ClearingMode.DEFERRED_NET) {
            settleSingles(ids);
            boolean progress = true;
            while (progress) {
                progress = offsetting.uses(Algorithm.BILATERAL) && settleAPair()
                        || settleManyAtOnce()
                        || offsetting.uses(Algorithm.CYCLES) && settleARing();
            }
        }
        return take();
    }

    /** The group, or none. */
    List<SettledGroup> closeCycle(Instant now) {
        at = now;
        List<Queued> capped = new ArrayList<>(queue);
        reduce(capped, this::isWithinCap, (group, queued) -> true);
        boolean funded = ids.stream().allMatch(id -> isFundedForNet(capped, id));
        if (!funded && rules.shortfall() == Shortfall.POSTPONE) {
            return List.of();
        }
        if (!funded) {
            capped.clear();
            capped.addAll(queue);
            reduce(capped, (group, id) -> isWithinCap(group, id) && isFundedForNet(group, id), (group, queued) -> true);
        }
        if (!capped.isEmpty()) {
            settleWithoutCascade(GroupKind.NET, capped);
        }
        return take();
    }

    List<SettledGroup> endDay(Instant now) {
        List<SettledGroup> settled = new ArrayList<>(settleQueue(now));
        if (rules.endOfDay() instanceof EndOfDay.Return) {
            queue.clear();
        } else if (rules.endOfDay() instanceof EndOfDay.ForceOnCredit && !queue.isEmpty()) {
            List<Queued> rest = List.copyOf(queue);
            for (OperatorId id : ids) {
                long least = -terms.get(id).creditCap().fen();
                balances.merge(id, -debit(rest, id), (has, gets) -> Math.max(has, least - gets));
            }
            settleWithoutCascade(GroupKind.FORCED, rest);
            settled.addAll(take());
        }
        beginDay();
        return settled;
    }

    private void beginDay() {
        ids.forEach(id -> urgentLeft.put(id, terms.get(id).urgentReserve().fen()));
        ids.forEach(id -> highLeft.put(id, terms.get(id).highReserve().fen()));
        paid.clear();
    }

    private void settleSingles(List<OperatorId> from) {
        Deque<OperatorId> toVisit = new ArrayDeque<>(from);
        while (!toVisit.isEmpty()) {
            OperatorId payer = toVisit.remove();
            for (Queued next = payable(payer); next != null; next = payable(payer)) {
                settleWithoutCascade(GroupKind.GROSS, List.of(next));
                if (!toVisit.contains(next.obligation().payee())) {
                    toVisit.add(next.obligation().payee());
                }
            }
        }
    }

    private Queued payable(OperatorId payer) {
        for (Queued queued : of(payer)) {
            List<Queued> alone = List.of(queued);
            if (keepsOrder(alone) && bears(alone, payer)) {
                return queued;
            }
        }
        return null;
    }

    private void offsetOnEntry(Queued submitted) {
        if (!keepsOrder(List.of(submitted))) {
            return;
        }
        Obligation obligation = submitted.obligation();
        List<Queued> back = leavable(obligation.payee(), obligation.payer());
        for (int many = 1; many <= Math.min(back.size(), offsetting.entryDepth()); many++) {
            List<Queued> group = new ArrayList<>(back.subList(0, many));
            group.add(submitted);
            if (ids.stream().allMatch(id -> bears(group, id))) {
                settle(GroupKind.ENTRY_OFFSET, group);
                return;
            }
        }
    }

    private boolean settleAPair() {
        for (int i = 0; i < ids.size(); i++) {
            for (int j = i + 1; j < ids.size(); j++) {
                List<Queued> there = leavable(ids.get(i), ids.get(j));
                List<Queued> back = leavable(ids.get(j), ids.get(i));
                if (!there.isEmpty() && !back.isEmpty()) {
                    List<Queued> group = new ArrayList<>(there);
                    group.addAll(back);
                    reduce(group, this::bears, this::isToBlame);
                    if (!group.isEmpty()) {
                        settle(GroupKind.BILATERAL, group);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean settleManyAtOnce() {
        List<Queued> group = new ArrayList<>(queue);
        if (!group.isEmpty()
                && offsetting.uses(Algorithm.MULTILATERAL_FULL)
                && ids.stream().allMatch(id -> bears(group, id))) {
            settle(GroupKind.MULTILATERAL_FULL, group);
            return true;
        }
        if (!offsetting.uses(Algorithm.MULTILATERAL_PARTIAL)) {
            return false;
        }
        reduce(group, this::bears, this::isToBlame);
        if (group.isEmpty()) {
            return false;
        }
        settle(GroupKind.MULTILATERAL_PARTIAL, group);
        return true;
    }

    private boolean settleARing() {
        for (OperatorId start : ids) {
            if (extend(start, start, List.of())) {
                return true;
            }
        }
        return false;
    }

    private boolean extend(OperatorId start, OperatorId from, List<Queued> path) {
        for (OperatorId to : ids) {
            List<Queued> owed = leavable(from, to);
            if (owed.isEmpty()) {
                continue;
            }
            List<Queued> longer = new ArrayList<>(path);
            longer.add(owed.get(0));
            boolean visited =
                    path.stream().anyMatch(queued -> queued.obligation().payer().equals(to));
            if (to.equals(start)) {
                if (ids.stream().allMatch(id -> bears(longer, id))) {
                    settle(GroupKind.CYCLE, longer);
                    return true;
                }
            } else if (to.compareTo(start) > 0
                    && !visited
                    && longer.size() < offsetting.maxCycleLength()
                    && extend(start, to, longer)) {
                return true;
            }
        }
        return false;
    }

    /** What may leave together from one to another, the payer's other obligations staying. */
    private List<Queued> leavable(OperatorId payer, OperatorId payee) {
        List<Queued> found = new ArrayList<>();
        for (Queued queued : of(payer)) {
            if (queued.obligation().payee().equals(payee)) {
                found.add(queued);
                if (!keepsOrder(found)) {
                    found.remove(queued);
                }
            }
        }
        return found;
    }

    private List<Queued> of(OperatorId payer) {
        return queue.stream()
                .filter(queued -> queued.obligation().payer().equals(payer))
                .sorted(BY_QUEUE)
                .toList();
    }

    private boolean keepsOrder(List<Queued> group) {
        return keepsOrder(group, queue, offsetting.bypass());
    }

    /** Whether no obligation outside the group had to leave before one inside. */
    static boolean keepsOrder(List<Queued> group, List<Queued> queue, boolean bypass) {
        return group.stream()
                .noneMatch(inside -> queue.stream()
                        .filter(outside -> !group.contains(outside))
                        .anyMatch(outside -> mustLeaveBefore(outside, inside, bypass)));
    }

    private static boolean mustLeaveBefore(Queued first, Queued second, boolean bypass) {
        boolean unrelated =
                !first.obligation().payer().equals(second.obligation().payer());
        if (unrelated || BY_QUEUE.compare(first, second) > 0) {
            return false;
        }
        boolean bothNormal = first.obligation().priority() == Priority.NORMAL
                && second.obligation().priority() == Priority.NORMAL;
        return !(bypass && bothNormal);
    }

    private void reduce(
            List<Queued> group,
            BiPredicate<List<Queued>, OperatorId> bearing,
            BiPredicate<List<Queued>, Queued> blame) {
        for (int i = 0; i < ids.size(); i++) {
            OperatorId id = ids.get(i);
            boolean changed = false;
            while (!bearing.test(group, id)) {
                group.remove(toLeaveOut(group, id, blame));
                changed = true;
            }
            if (changed) {
                i = -1;
            }
        }
        group.sort(Comparator.comparing(Queued::sequence));
    }

    private Queued toLeaveOut(List<Queued> group, OperatorId payer, BiPredicate<List<Queued>, Queued> blame) {
        List<Queued> own = group.stream()
                .filter(queued -> queued.obligation().payer().equals(payer))
                .sorted(BY_QUEUE.reversed())
                .toList();
        return own.stream()
                .filter(queued -> !offsetting.bypass() || blame.test(group, queued))
                .findFirst()
                .orElseThrow();
    }

    private boolean bears(List<Queued> group, OperatorId id) {
        return isFunded(group, id)
                && group.stream()
                        .filter(queued -> queued.obligation().payer().equals(id))
                        .filter(queued -> queued.obligation().priority() == Priority.NORMAL)
                        .allMatch(queued -> isWithinLimit(group, queued));
    }

    private boolean isToBlame(List<Queued> group, Queued queued) {
        return !isFunded(group, queued.obligation().payer())
                || queued.obligation().priority() == Priority.NORMAL && !isWithinLimit(group, queued);
    }

    private boolean isFunded(List<Queued> group, OperatorId id) {
        long debit = debit(group, id);
        if (debit <= 0) {
            return true;
        }
        long urgent = pays(group, id, Priority.URGENT);
        long high = pays(group, id, Priority.HIGH);
        long kept = 0;
        if (high > 0 || pays(group, id, Priority.NORMAL) > 0) {
            kept += Math.max(0, urgentLeft.get(id) - urgent);
        }
        if (pays(group, id, Priority.NORMAL) > 0) {
            kept += Math.max(0, highLeft.get(id) - high);
        }
        return balances.get(id) + terms.get(id).creditCap().fen() - debit >= kept;
    }

    private boolean isFundedForNet(List<Queued> group, OperatorId id) {
        long debit = debit(group, id);
        return debit <= 0 || balances.get(id) + terms.get(id).creditCap().fen() - debit >= 0;
    }

    private boolean isWithinCap(List<Queued> group, OperatorId id) {
        long debit = debit(group, id);
        return terms.get(id).netDebitCap().map(cap -> debit <= cap.fen()).orElse(true);
    }

    private boolean isWithinLimit(List<Queued> group, Queued queued) {
        OperatorId payer = queued.obligation().payer();
        OperatorId payee = queued.obligation().payee();
        Terms own = terms.get(payer);
        Money limit = own.bilateralLimits().get(payee);
        if (limit != null) {
            return position(group, payer, payee) <= limit.fen();
        }
        long position = ids.stream()
                .filter(other -> !own.bilateralLimits().containsKey(other))
                .mapToLong(other -> position(group, payer, other))
                .sum();
        return own.multilateralLimit().map(most -> position <= most.fen()).orElse(true);
    }

    private long position(List<Queued> group, OperatorId one, OperatorId other) {
        return paid.getOrDefault(List.of(one, other), 0L)
                + between(group, one, other)
                - paid.getOrDefault(List.of(other, one), 0L)
                - between(group, other, one);
    }

    private static long between(List<Queued> group, OperatorId payer, OperatorId payee) {
        return group.stream()
                .map(Queued::obligation)
                .filter(one -> one.payer().equals(payer) && one.payee().equals(payee))
                .mapToLong(one -> one.amount().fen())
                .sum();
    }

    private static long pays(List<Queued> group, OperatorId payer, Priority priority) {
        return group.stream()
                .map(Queued::obligation)
                .filter(one -> one.payer().equals(payer) && one.priority() == priority)
                .mapToLong(one -> one.amount().fen())
                .sum();
    }

    private long debit(List<Queued> group, OperatorId id) {
        return ids.stream()
                .mapToLong(other -> between(group, id, other) - between(group, other, id))
                .sum();
    }

    private void settle(GroupKind kind, List<Queued> group) {
        group.sort(Comparator.comparing(Queued::sequence));
        settleWithoutCascade(kind, group);
        settleSingles(ids.stream()
                .filter(id -> group.stream()
                        .map(Queued::obligation)
                        .anyMatch(one -> one.payer().equals(id) || one.payee().equals(id)))
                .toList());
    }

    private void settleWithoutCascade(GroupKind kind, List<Queued> group) {
        queue.removeAll(group);
        for (OperatorId id : ids) {
            balances.merge(id, -debit(group, id), Long::sum);
            urgentLeft.merge(id, pays(group, id, Priority.URGENT), (left, used) -> Math.max(0, left - used));
            highLeft.merge(id, pays(group, id, Priority.HIGH), (left, used) -> Math.max(0, left - used));
        }
        for (Queued queued : group) {
            Obligation one = queued.obligation();
            paid.merge(List.of(one.payer(), one.payee()), one.amount().fen(), Long::sum);
        }
        groups.add(new SettledGroup(nextGroup++, kind, at, group));
    }

    private List<SettledGroup> take() {
        List<SettledGroup> taken = groups;
        groups = new ArrayList<>();
        return taken;
    }

    long balanceFen(OperatorId id) {
        return balances.get(id);
    }

    List<Queued> queue() {
        return List.copyOf(queue);
    }
}
