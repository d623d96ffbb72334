package org.dcep.clearing;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
    }
}
