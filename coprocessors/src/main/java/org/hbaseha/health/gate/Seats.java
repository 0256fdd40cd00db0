package org.hbaseha.health.gate;

import java.util.Collection;
import java.util.Set;

/**
 * The places of the controllers, by name. They are configured and do not change while anything runs: who counts decides what a majority is. A
 * controller that is restarted takes its old seat; a fourth one has none, and its acknowledgements count for nothing.
 */
public record Seats(Set<String> names) {

    /** No seat, no majority: such a gate is never armed. */
    public static final Seats NONE = new Seats(Set.of());

    public Seats {
        names = Set.copyOf(names);
    }

    public static Seats of(Collection<String> names) {
        return new Seats(Set.copyOf(names));
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /** More than half of all; any two majorities share a seat. */
    public int majority() {
        return names.size() / 2 + 1;
    }
}
