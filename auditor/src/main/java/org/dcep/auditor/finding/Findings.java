package org.dcep.auditor.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dcep.auditor.log.Place;

/**
 * What was found so far. A discrepancy is told once, however often it is seen; of very many, the first are kept, and the
 * first of each kind whatever came before, so that a flood of one kind hides no other. The others are counted, by the hash
 * of their keys and up to a million.
 */
public final class Findings {
    /** More than a person reads; a table that was emptied would give millions. */
    public static final int MOST_KEPT = 5_000;

    /** So many of each kind are kept in any case. */
    public static final int KEPT_OF_EACH_KIND = 250;

    private static final int MOST_COUNTED = 1_000_000;

    private final Map<String, Finding> kept = new LinkedHashMap<>();
    private final Map<String, Integer> keptOfKind = new HashMap<>();
    private final Map<Law, Long> counts = new EnumMap<>(Law.class);
    private final Set<String> unstored = new HashSet<>();
    private final Set<Integer> uncountable = new HashSet<>();

    /** A discrepancy as it is kept and shown; {@link Discrepancy} says what each field means. */
    public record Finding(
            String key,
            String law,
            String kind,
            Optional<String> book,
            Optional<String> account,
            Optional<String> cause,
            OptionalLong cycle,
            Optional<Place> place,
            String expected,
            String found,
            Instant foundAt) {
        static Finding of(Discrepancy discrepancy, Instant at) {
            Scene scene = discrepancy.scene();
            return new Finding(
                    discrepancy.key(),
                    discrepancy.law().text(),
                    discrepancy.getClass().getSimpleName(),
                    scene.book(),
                    scene.account(),
                    scene.cause(),
                    scene.cycle(),
                    scene.place(),
                    discrepancy.expected(),
                    discrepancy.found(),
                    at);
        }
    }

    /** Adds what is not known yet; false if it is, or if there are too many to keep. */
    public boolean add(Discrepancy discrepancy, Instant at) {
        if (kept.containsKey(discrepancy.key())) {
            return false;
        }
        Finding finding = Finding.of(discrepancy, at);
        boolean full = kept.size() >= MOST_KEPT && keptOfKind.getOrDefault(finding.kind(), 0) >= KEPT_OF_EACH_KIND;
        if (full
                && (uncountable.size() >= MOST_COUNTED
                        || !uncountable.add(discrepancy.key().hashCode()))) {
            return false;
        }
        counts.merge(discrepancy.law(), 1L, Long::sum);
        if (full) {
            return false;
        }
        keep(finding);
        unstored.add(finding.key());
        return true;
    }

    private void keep(Finding finding) {
        kept.put(finding.key(), finding);
        keptOfKind.merge(finding.kind(), 1, Integer::sum);
    }

    /** Takes up what an earlier run had found. */
    public void resume(Collection<Finding> earlier) {
        for (Finding finding : earlier) {
            keep(finding);
            for (Law law : Law.values()) {
                if (law.text().equals(finding.law())) {
                    counts.merge(law, 1L, Long::sum);
                }
            }
        }
    }

    /** In the order in which they were found. */
    public List<Finding> all() {
        return List.copyOf(kept.values());
    }

    /** At most {@code limit} of them in their order, chosen so that no kind hides another: the first of each, the second, … */
    public static List<Finding> firstOfEachKind(List<Finding> findings, int limit) {
        if (findings.size() <= limit) {
            return findings;
        }
        Map<String, Integer> places = new HashMap<>();
        List<Integer> indexes = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            indexes.add(i);
            ranks.add(places.merge(findings.get(i).kind(), 1, Integer::sum));
        }
        return indexes.stream()
                .sorted(Comparator.comparing(ranks::get))
                .limit(limit)
                .sorted()
                .map(findings::get)
                .toList();
    }

    /** How many break this law, those that are not kept included. */
    public long count(Law law) {
        return counts.getOrDefault(law, 0L);
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** What is not on disk yet. */
    public List<Finding> unstored() {
        List<Finding> fresh = new ArrayList<>();
        unstored.forEach(key -> fresh.add(kept.get(key)));
        return fresh;
    }

    /** Everything is on disk. */
    public void stored() {
        unstored.clear();
    }
}
