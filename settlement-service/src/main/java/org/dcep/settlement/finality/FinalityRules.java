package org.dcep.settlement.finality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides whether everything that belongs to a cycle has arrived. A cycle is complete when the marker of every operator
 * concerned says exactly what was taken in: as many payments, the same sums, the same digest. Concerned are the
 * operators known when the cycle began to close, those whose payments arrived, and those whose marker did.
 *
 * <p>An operator admitted at about the time of closing may have no book in the cycle. Its marker is then not waited for
 * once a marker of a later cycle has come: a book's markers arrive in order, so the earlier one will never come.
 */
public final class FinalityRules {
    /** What an operator still owes to the cycle. */
    public enum Missing {
        /** Its book has not said what it did. */
        MARKER,
        /** Fewer payments have arrived than its book says. */
        PAYMENTS,
        /** What arrived can never become what its book says: a person must look. */
        AGREEMENT
    }

    /** One reason why the cycle is not final yet. */
    public record Wait(String operatorId, Missing missing) {}

    private FinalityRules() {}

    /**
     * @param expected operators known when the cycle began to close
     * @param startedLater operators that have marked a later cycle
     * @return what is missing, ascending by operator; empty if the cycle is complete
     */
    static List<Wait> waits(
            Set<String> expected, Set<String> startedLater, Map<String, Claim> markers, Map<String, Claim> intake) {
        SortedSet<String> concerned = new TreeSet<>(expected);
        concerned.addAll(markers.keySet());
        concerned.addAll(intake.keySet());
        List<Wait> waits = new ArrayList<>();
        for (String operator : concerned) {
            boolean hadNoBook = startedLater.contains(operator) && !intake.containsKey(operator);
            missing(markers.get(operator), intake.getOrDefault(operator, Claim.NOTHING))
                    .filter(missing -> !(missing == Missing.MARKER && hadNoBook))
                    .ifPresent(missing -> waits.add(new Wait(operator, missing)));
        }
        return waits;
    }

    private static Optional<Missing> missing(Claim marker, Claim intake) {
        if (marker == null) {
            return Optional.of(Missing.MARKER);
        }
        if (marker.equals(intake)) {
            return Optional.empty();
        }
        return Optional.of(intake.payments() < marker.payments() ? Missing.PAYMENTS : Missing.AGREEMENT);
    }
}
