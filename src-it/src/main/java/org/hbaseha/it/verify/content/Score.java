package org.hbaseha.it.verify.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;

/**
 * What a tool found of the differences that were put in.
 *
 * @param tallies by kind, all kinds that were put in
 * @param falseAlarms rows it named that are equal
 * @param wrong a sentence for each row with a class it must not have
 */
public record Score(Map<InjectionKind, Tally> tallies, List<RowKey> falseAlarms, List<String> wrong) {

    /**
     * Of one kind.
     *
     * @param injected were put in
     * @param found of them were named
     * @param right of these had the class they must have, and no other
     */
    public record Tally(int injected, int found, int right) {

        public static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(injected + other.injected, found + other.found, right + other.right);
        }
    }

    public Score {
        tallies = Map.copyOf(tallies);
        falseAlarms = List.copyOf(falseAlarms);
        wrong = List.copyOf(wrong);
    }

    public static Score of(List<Injection> injections, Collection<Found> found) {
        Map<RowKey, Set<Divergence>> named = new TreeMap<>();
        found.forEach(row -> named.merge(row.row(), row.classes(), Score::union));
        Map<InjectionKind, Tally> tallies = new EnumMap<>(InjectionKind.class);
        List<String> wrong = new ArrayList<>();
        for (Injection injection : injections) {
            Set<Divergence> classes = named.remove(injection.row());
            boolean right = classes != null && isRight(injection.kind(), classes);
            if (classes != null && !classes.isEmpty() && !right) {
                wrong.add(injection.kind().label() + " " + injection.row() + " is called " + new ArrayList<>(classes));
            }
            tallies.merge(injection.kind(), new Tally(1, classes == null ? 0 : 1, right ? 1 : 0), Tally::plus);
        }
        return new Score(tallies, List.copyOf(named.keySet()), wrong);
    }

    private static Set<Divergence> union(Set<Divergence> one, Set<Divergence> other) {
        Set<Divergence> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static boolean isRight(InjectionKind kind, Set<Divergence> classes) {
        return classes.contains(kind.expected()) && kind.allowed().containsAll(classes);
    }

    public Tally total() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** Nothing was missed, nothing was named that is equal. */
    public boolean isComplete() {
        return total().found() == total().injected() && falseAlarms.isEmpty();
    }
}
