package org.dcep.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcep.kernel.Money;

/** Splits gas revenue among beneficiaries so that nothing is lost to rounding. */
public final class RevenueSplit {
    public static final int WHOLE_BASIS_POINTS = 10_000;

    /** What one beneficiary receives; 0 is possible for a small total. */
    public record Share(Beneficiary beneficiary, Money amount) {}

    private record Part(int index, long fen, long remainder) {}

    private RevenueSplit() {}

    /**
     * Shares by basis points, each rounded down; the fen that are left go one each to the largest remainders, the
     * earlier beneficiary first among equals. The shares add up to {@code total}, in the order of the beneficiaries.
     *
     * @throws IllegalArgumentException if the beneficiaries do not cover 10,000 basis points, each named once
     */
    public static List<Share> split(Money total, List<Beneficiary> beneficiaries) {
        requireWhole(beneficiaries);
        List<Part> parts = new ArrayList<>();
        long left = total.fen();
        for (int i = 0; i < beneficiaries.size(); i++) {
            long weight = beneficiaries.get(i).basisPoints();
            long whole = total.fen() / WHOLE_BASIS_POINTS * weight;
            long rest = total.fen() % WHOLE_BASIS_POINTS * weight;
            Part part = new Part(i, whole + rest / WHOLE_BASIS_POINTS, rest % WHOLE_BASIS_POINTS);
            parts.add(part);
            left -= part.fen();
        }
        Set<Integer> raised = new HashSet<>();
        parts.stream()
                .sorted(Comparator.comparingLong(Part::remainder).reversed().thenComparingInt(Part::index))
                .limit(left)
                .forEach(part -> raised.add(part.index()));
        return parts.stream()
                .map(part -> new Share(
                        beneficiaries.get(part.index()),
                        new Money(part.fen() + (raised.contains(part.index()) ? 1 : 0))))
                .toList();
    }

    static void requireWhole(List<Beneficiary> beneficiaries) {
        Set<String> names = new HashSet<>();
        int sum = 0;
        for (Beneficiary beneficiary : beneficiaries) {
            sum += beneficiary.basisPoints();
            if (!names.add(beneficiary.name())) {
                throw new IllegalArgumentException("beneficiary " + beneficiary.name() + " is named twice");
            }
        }
        if (sum != WHOLE_BASIS_POINTS) {
            throw new IllegalArgumentException("the beneficiaries' basis points must add up to 10000, were " + sum);
        }
    }
}
