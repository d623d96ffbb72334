package org.dcep.issuer.treasury;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gas revenue of some cycles, seen from both ends: what each operator gave up and what each beneficiary received. Opening
 * and change give the closing of every line, and the lines of one side add up to those of the other.
 *
 * @param fromCycle the first cycle, included
 * @param toCycle the last cycle, included
 * @param operators ascending; an operator sees its own line only
 * @param beneficiaries ascending; none for an operator
 * @param cycles ascending; those with revenue only
 * @param pendingCycles those whose revenue is decided, but whose currency has not arrived yet: they are in no sum
 */
public record TreasuryStatement(
        long fromCycle,
        long toCycle,
        List<Line> operators,
        List<Line> beneficiaries,
        List<CycleRevenue> cycles,
        List<Long> pendingCycles) {
    /**
     * One party's sum, in fen.
     *
     * @param openingFen what there was of all cycles before the first
     * @param changeFen what these cycles added
     */
    public record Line(String party, long openingFen, long changeFen, long closingFen) {}

    /** One cycle's revenue; both lists have the same sum, unless an operator asks. */
    public record CycleRevenue(long cycleId, List<Collected> collected, List<Received> received) {}

    /** What an operator gave up. */
    public record Collected(String operatorId, long amountFen) {}

    /**
     * What a beneficiary received.
     *
     * @param basisPoints its share by the gas policy, in hundredths of a per cent
     */
    public record Received(String beneficiary, int basisPoints, long amountFen) {}

    /** What the parties of one side had before, and the rows that the cycles added, in the order in which they are listed. */
    record Side<R>(Map<String, Long> openingFen, List<R> rows) {}

    static TreasuryStatement of(
            long fromCycle, long toCycle, Side<TreasuryCollectionRow> collections, Side<TreasuryEntryRow> entries) {
        Sums operators = new Sums(collections.openingFen());
        Sums beneficiaries = new Sums(entries.openingFen());
        SortedMap<Long, CycleRevenue> cycles = new TreeMap<>();
        SortedSet<Long> pending = new TreeSet<>();
        for (TreasuryCollectionRow row : collections.rows()) {
            if (row.isBooked()) {
                operators.add(row.operatorId(), row.amountFen());
                revenue(cycles, row.cycleId()).collected().add(new Collected(row.operatorId(), row.amountFen()));
            } else {
                pending.add(row.cycleId());
            }
        }
        for (TreasuryEntryRow row : entries.rows()) {
            if (row.isBooked()) {
                beneficiaries.add(row.beneficiary(), row.amountFen());
                revenue(cycles, row.cycleId()).received().add(row.received());
            } else {
                pending.add(row.cycleId());
            }
        }
        return new TreasuryStatement(
                fromCycle,
                toCycle,
                operators.lines(),
                beneficiaries.lines(),
                List.copyOf(cycles.values()),
                List.copyOf(pending));
    }

    private static CycleRevenue revenue(SortedMap<Long, CycleRevenue> cycles, long cycleId) {
        return cycles.computeIfAbsent(cycleId, id -> new CycleRevenue(id, new ArrayList<>(), new ArrayList<>()));
    }

    /** Opening and change by party. */
    private static final class Sums {
        private final Map<String, Long> openingFen;
        private final SortedMap<String, Long> changeFen = new TreeMap<>();

        private Sums(Map<String, Long> openingFen) {
            this.openingFen = openingFen;
            openingFen.keySet().forEach(party -> changeFen.put(party, 0L));
        }

        private void add(String party, long fen) {
            changeFen.merge(party, fen, Math::addExact);
        }

        private List<Line> lines() {
            return changeFen.entrySet().stream()
                    .map(change -> line(change.getKey(), change.getValue()))
                    .toList();
        }

        private Line line(String party, long fen) {
            long opening = openingFen.getOrDefault(party, 0L);
            return new Line(party, opening, fen, Math.addExact(opening, fen));
        }
    }
}
