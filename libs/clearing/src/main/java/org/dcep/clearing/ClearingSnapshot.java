package org.dcep.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * All that an engine knows between two calls. {@link ClearingEngine#resume} goes on from it exactly as the engine that
 * wrote it would have.
 *
 * @param at the latest time the engine was given
 * @param participants ascending by id, no id twice
 * @param queue what is unsettled, ascending by sequence
 * @param nextSequence the sequence of the obligation that is submitted next
 * @param nextGroup the number of the group that settles next
 */
public record ClearingSnapshot(
        Instant at, List<ParticipantState> participants, List<Queued> queue, long nextSequence, long nextGroup) {
    /**
     * @throws IllegalArgumentException if a rule above is broken
     */
    public ClearingSnapshot {
        Objects.requireNonNull(at, "at");
        participants = List.copyOf(participants);
        queue = List.copyOf(queue);
        for (int i = 1; i < participants.size(); i++) {
            if (participants.get(i - 1).id().compareTo(participants.get(i).id()) >= 0) {
                throw new IllegalArgumentException("participants must ascend by id");
            }
        }
        long before = 0;
        for (Queued queued : queue) {
            if (queued.sequence() <= before || queued.sequence() >= nextSequence) {
                throw new IllegalArgumentException("the queue must ascend and stay below nextSequence");
            }
            before = queued.sequence();
        }
        if (nextSequence < 1 || nextGroup < 1) {
            throw new IllegalArgumentException("nextSequence and nextGroup are counted from 1");
        }
    }

    /**
     * The same with one more participant, who begins now. An engine cannot admit anybody; it is resumed with them.
     *
     * @throws IllegalArgumentException if the participant is there already
     */
    public ClearingSnapshot with(Participant newcomer) {
        List<ParticipantState> more = new ArrayList<>(participants);
        more.add(ParticipantState.of(newcomer));
        more.sort(Comparator.comparing(ParticipantState::id));
        return new ClearingSnapshot(at, more, queue, nextSequence, nextGroup);
    }

    /**
     * The same with other terms for one participant. Its reserves are set aside anew; what it has paid today stays.
     *
     * @throws IllegalArgumentException if there is no such participant
     */
    public ClearingSnapshot with(OperatorId participant, Terms terms) {
        if (participants.stream().noneMatch(state -> state.id().equals(participant))) {
            throw new IllegalArgumentException("no participant " + participant);
        }
        List<ParticipantState> changed = participants.stream()
                .map(state -> state.id().equals(participant) ? state.with(terms) : state)
                .toList();
        return new ClearingSnapshot(at, changed, queue, nextSequence, nextGroup);
    }

    /** The same with another queue. */
    public ClearingSnapshot withQueue(List<Queued> other) {
        return new ClearingSnapshot(at, participants, other, nextSequence, nextGroup);
    }

    /**
     * The same with other caps for everybody, who keep what they have decided themselves and what is left of their
     * reserves. Nobody loses credit that is drawn already: the cap is then what is drawn.
     */
    public ClearingSnapshot under(SettlementPolicy policy) {
        List<ParticipantState> changed =
                participants.stream().map(state -> state.under(policy)).toList();
        return new ClearingSnapshot(at, changed, queue, nextSequence, nextGroup);
    }

    /**
     * A participant in the middle of a day.
     *
     * @param balanceFen in fen; below zero by at most the credit cap
     * @param urgentReserveFen what is left of the day's reserve for URGENT obligations, in fen
     * @param highReserveFen what is left of the day's reserve for HIGH obligations, in fen
     * @param paidFen what has settled from it to each other since the day began, in fen, zeros left out
     */
    public record ParticipantState(
            OperatorId id,
            Terms terms,
            long balanceFen,
            long urgentReserveFen,
            long highReserveFen,
            SortedMap<OperatorId, Long> paidFen) {
        /**
         * @throws IllegalArgumentException if anything but the balance is negative
         */
        public ParticipantState {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(terms, "terms");
            paidFen = Collections.unmodifiableSortedMap(new TreeMap<>(paidFen));
            if (urgentReserveFen < 0
                    || highReserveFen < 0
                    || paidFen.values().stream().anyMatch(fen -> fen < 0)) {
                throw new IllegalArgumentException("reserves and what was paid are never negative");
            }
        }

        /** A participant at the beginning of a day. */
        static ParticipantState of(Participant participant) {
            Terms terms = participant.terms();
            return new ParticipantState(
                    participant.id(),
                    terms,
                    participant.liquidity().fen(),
                    terms.urgentReserve().fen(),
                    terms.highReserve().fen(),
                    Collections.emptySortedMap());
        }

        private ParticipantState under(SettlementPolicy policy) {
            SettlementPolicy.Caps caps = policy.capsOf(id);
            Money credit = new Money(Math.max(caps.creditCap().fen(), -balanceFen));
            Terms changed = new Terms(
                    credit,
                    caps.netDebitCap(),
                    terms.urgentReserve(),
                    terms.highReserve(),
                    terms.multilateralLimit(),
                    terms.bilateralLimits());
            return new ParticipantState(id, changed, balanceFen, urgentReserveFen, highReserveFen, paidFen);
        }

        ParticipantState with(Terms other) {
            return new ParticipantState(
                    id,
                    other,
                    balanceFen,
                    other.urgentReserve().fen(),
                    other.highReserve().fen(),
                    paidFen);
        }
    }
}
