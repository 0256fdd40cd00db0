package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** The events that are offered next, by kind, and which hosts and seats the events so far have told apart. */
final class GateMenu {

    /** Of fine events, first the kind is chosen, or there would be little but faults. */
    enum Kind {
        TIME,
        SERVER,
        LEADER,
        /** Moves no bound, shows no leader anything: it matters by what comes after it. */
        FAULT
    }

    /** Hosts or seats, by number. */
    static final class Alike {
        private final int count;
        private final Set<Integer> known;

        Alike(int count, Set<Integer> known) {
            this.count = count;
            this.known = new LinkedHashSet<>(known);
        }

        /** Those told apart so far, and the first of the others. */
        void each(IntConsumer offer) {
            boolean fresh = true;
            for (int number = 0; number < count; number++) {
                if (known.contains(number) || fresh) {
                    fresh &= known.contains(number);
                    offer.accept(number);
                }
            }
        }
    }

    private final Map<Kind, List<Runnable>> offers = new EnumMap<>(Kind.class);

    void clear() {
        offers.clear();
    }

    void offer(Kind kind, Runnable event) {
        offers.computeIfAbsent(kind, any -> new ArrayList<>()).add(event);
    }

    /** {@code event} tells {@code number} apart from the others. */
    void offer(Kind kind, Alike alike, int number, Runnable event) {
        offer(kind, () -> {
            alike.known.add(number);
            event.run();
        });
    }

    void withoutFaults() {
        offers.remove(Kind.FAULT);
    }

    /** One of all. */
    Runnable any(Choices choices) {
        return pick(offers.values().stream().flatMap(List::stream).toList(), choices);
    }

    /** One of a kind; {@code faultsOneIn} is how rare faults are. */
    Runnable byKind(int faultsOneIn, Choices choices) {
        Kind kind = pick(List.copyOf(offers.keySet()), choices);
        boolean spared = kind == Kind.FAULT && choices.next(faultsOneIn) > 0;
        return pick(offers.getOrDefault(spared ? Kind.TIME : kind, List.of()), choices);
    }

    private static <T> T pick(List<T> from, Choices choices) {
        return from.get(choices.next(from.size()));
    }
}
