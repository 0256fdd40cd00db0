package org.hbaseha.controller.flight;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Vantage;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What was seen about one subject, newest {@code most} entries and none older than {@code kept}. An answer to a probe that repeats the one
 * before it, from the same vantage and port, is counted and not kept again: a suspect is asked many times a second.
 */
final class Trail {

    private final int most;
    private final Duration kept;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Door, Entry> latest = new HashMap<>();
    private long dropped;

    private record Door(Vantage from, int port) {}

    private static final class Entry {

        private final MonotonicInstant first;
        private final Seen.What what;
        private MonotonicInstant last;
        private int times = 1;

        private Entry(MonotonicInstant at, Seen.What what) {
            this.first = at;
            this.last = at;
            this.what = what;
        }

        private Seen seen() {
            return new Seen(first, last, times, what);
        }
    }

    Trail(int most, Duration kept) {
        this.most = most;
        this.kept = kept;
    }

    /** Returns by how many entries the trail has grown, which may be negative. */
    int add(Seen.What what, MonotonicInstant at, boolean full) {
        int before = entries.size();
        forget(at);
        if (what instanceof Seen.Whole whole && whole.observation() instanceof Observation.Probed probed) {
            Door door = new Door(probed.from(), probed.port());
            Entry known = latest.get(door);
            if (known != null && outcome(known) == probed.outcome()) {
                known.times++;
                known.last = at;
                return entries.size() - before;
            }
            latest.put(door, append(what, at, full));
        } else {
            append(what, at, full);
        }
        return entries.size() - before;
    }

    private static ConnectOutcome outcome(Entry entry) {
        return ((Observation.Probed) ((Seen.Whole) entry.what).observation()).outcome();
    }

    private Entry append(Seen.What what, MonotonicInstant at, boolean full) {
        if (!entries.isEmpty() && (full || entries.size() >= most)) {
            dropped++;
            removeFirst();
        }
        Entry entry = new Entry(at, what);
        entries.addLast(entry);
        return entry;
    }

    /** Lets go of what is too old; returns how many entries that was. */
    int forget(MonotonicInstant now) {
        int before = entries.size();
        while (!entries.isEmpty() && now.since(entries.getFirst().last).compareTo(kept) > 0) {
            removeFirst();
        }
        return before - entries.size();
    }

    private void removeFirst() {
        Entry gone = entries.removeFirst();
        latest.values().removeIf(entry -> entry == gone);
    }

    /** In the order in which they were seen first; {@code since} leaves out what was not seen any more after it. */
    List<Seen> seen(MonotonicInstant since) {
        return entries.stream()
                .filter(entry -> !entry.last.isBefore(since))
                .map(Entry::seen)
                .toList();
    }

    int size() {
        return entries.size();
    }

    /** Entries that had to go before their time. */
    long dropped() {
        return dropped;
    }
}
