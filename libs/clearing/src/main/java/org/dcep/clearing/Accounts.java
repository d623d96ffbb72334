package org.dcep.clearing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcep.clearing.ClearingSnapshot.ParticipantState;
import org.dcep.kernel.OperatorId;

/** Everybody's standing, participants numbered in ascending order of their ids. */
final class Accounts implements Bearing {
    private final Account[] accounts;
    private final SortedMap<OperatorId, Integer> numbers = new TreeMap<>();
    private final boolean limits;
    private final GroupDraft single;

    Accounts(List<ParticipantState> participants) {
        accounts = new Account[participants.size()];
        participants.forEach(state -> numbers.put(state.id(), numbers.size()));
        for (ParticipantState state : participants) {
            accounts[numberOf(state.id())] = account(state);
        }
        limits = participants.stream().anyMatch(state -> state.terms().hasLimits());
        single = newDraft();
    }

    private Account account(ParticipantState state) {
        Account account = new Account(state.id(), state.terms(), accounts.length);
        account.balanceFen = state.balanceFen();
        account.urgentReserveFen = state.urgentReserveFen();
        account.highReserveFen = state.highReserveFen();
        state.paidFen().forEach((payee, fen) -> account.paidFen[numberOf(payee)] = fen);
        Arrays.fill(account.bilateralLimitFen, -1);
        state.terms()
                .bilateralLimits()
                .forEach((payee, limit) -> account.bilateralLimitFen[numberOf(payee)] = limit.fen());
        return account;
    }

    int size() {
        return accounts.length;
    }

    /**
     * @throws IllegalArgumentException if there is no such participant
     */
    int numberOf(OperatorId id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("no participant " + id);
        }
        return number;
    }

    boolean has(OperatorId id) {
        return numbers.containsKey(id);
    }

    Account get(int number) {
        return accounts[number];
    }

    GroupDraft newDraft() {
        return new GroupDraft(accounts.length, limits);
    }

    /** Whether the payer can pay this one alone, and wants to. */
    boolean bears(Waiting waiting) {
        if (accounts[waiting.payer].spendableFen(waiting.priority) < waiting.fen) {
            return false;
        }
        if (!limits || waiting.priority != Priority.NORMAL) {
            return true;
        }
        single.clear();
        single.add(waiting);
        return isWithinLimit(single, waiting.payer, waiting.payee);
    }

    /** Within its credit, what it keeps back for higher priorities, and its limits. */
    @Override
    public boolean bears(GroupDraft draft, int participant) {
        if (!isFunded(draft, participant)) {
            return false;
        }
        if (!limits || draft.paysFen(participant, Priority.NORMAL) == 0) {
            return true;
        }
        for (int payee = 0; payee < accounts.length; payee++) {
            if (draft.paysNormal(participant, payee) && !isWithinLimit(draft, participant, payee)) {
                return false;
            }
        }
        return true;
    }

    /** Whether everybody in the draft bears it. */
    boolean bear(GroupDraft draft) {
        BitSet members = draft.members();
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (!bears(draft, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isToBlame(GroupDraft draft, Waiting waiting) {
        return !isFunded(draft, waiting.payer)
                || waiting.priority == Priority.NORMAL && !isWithinLimit(draft, waiting.payer, waiting.payee);
    }

    /** Who pays no more than it receives draws on nothing, so nothing that it keeps back stands against it. */
    private boolean isFunded(GroupDraft draft, int participant) {
        long debit = draft.netDebitFen(participant);
        if (debit <= 0) {
            return true;
        }
        Account account = accounts[participant];
        long urgent = draft.paysFen(participant, Priority.URGENT);
        long high = draft.paysFen(participant, Priority.HIGH);
        Priority lowest = draft.paysFen(participant, Priority.NORMAL) > 0
                ? Priority.NORMAL
                : high > 0 ? Priority.HIGH : Priority.URGENT;
        return account.spendableFen() - debit >= account.keptFrom(lowest, urgent, high);
    }

    private boolean isWithinLimit(GroupDraft draft, int payer, int payee) {
        Account account = accounts[payer];
        if (account.hasBilateralLimit(payee)) {
            return positionFen(draft, payer, payee) <= account.bilateralLimitFen[payee];
        }
        if (account.multilateralLimitFen < 0) {
            return true;
        }
        long position = 0;
        for (int other = 0; other < accounts.length; other++) {
            if (!account.hasBilateralLimit(other)) {
                position += positionFen(draft, payer, other);
            }
        }
        return position <= account.multilateralLimitFen;
    }

    /** What will have settled from {@code payer} to {@code other} today more than the other way round. */
    private long positionFen(GroupDraft draft, int payer, int other) {
        long paid = accounts[payer].paidFen[other] + draft.betweenFen(payer, other);
        long received = accounts[other].paidFen[payer] + draft.betweenFen(other, payer);
        return paid - received;
    }

    /** Books a group of one. */
    void settle(Waiting waiting) {
        Account payer = accounts[waiting.payer];
        payer.balanceFen -= waiting.fen;
        payer.changes++;
        accounts[waiting.payee].balanceFen += waiting.fen;
        accounts[waiting.payee].changes++;
        payer.paidFen[waiting.payee] += waiting.fen;
        long urgentFen = waiting.priority == Priority.URGENT ? waiting.fen : 0;
        long highFen = waiting.priority == Priority.HIGH ? waiting.fen : 0;
        useReserves(payer, urgentFen, highFen);
    }

    /** Books all of a group. */
    void settle(GroupDraft draft, List<Waiting> group) {
        BitSet members = draft.members();
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            accounts[i].balanceFen -= draft.netDebitFen(i);
            accounts[i].changes++;
            useReserves(accounts[i], draft.paysFen(i, Priority.URGENT), draft.paysFen(i, Priority.HIGH));
        }
        for (Waiting waiting : group) {
            accounts[waiting.payer].paidFen[waiting.payee] += waiting.fen;
        }
    }

    private static void useReserves(Account account, long urgentFen, long highFen) {
        account.urgentReserveFen = Math.max(0, account.urgentReserveFen - urgentFen);
        account.highReserveFen = Math.max(0, account.highReserveFen - highFen);
    }

    void beginDay() {
        for (Account account : accounts) {
            account.beginDay();
        }
    }

    List<OperatorId> ids() {
        return List.copyOf(numbers.keySet());
    }

    /** What all could spend; settlement never changes it. */
    long totalFen() {
        return Arrays.stream(accounts).mapToLong(Account::spendableFen).sum();
    }

    List<ParticipantState> states() {
        return Arrays.stream(accounts).map(this::state).toList();
    }

    ParticipantState state(int number) {
        return state(accounts[number]);
    }

    private ParticipantState state(Account account) {
        SortedMap<OperatorId, Long> paid = new TreeMap<>();
        for (int i = 0; i < accounts.length; i++) {
            if (account.paidFen[i] != 0) {
                paid.put(accounts[i].id, account.paidFen[i]);
            }
        }
        return new ParticipantState(
                account.id, account.terms, account.balanceFen, account.urgentReserveFen, account.highReserveFen, paid);
    }
}
