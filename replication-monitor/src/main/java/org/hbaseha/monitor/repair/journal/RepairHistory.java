package org.hbaseha.monitor.repair.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.repair.journal.JournalEntry.Closed;
import org.hbaseha.monitor.repair.journal.JournalEntry.Compaction;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Left;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Outcome;
import org.hbaseha.monitor.repair.journal.JournalEntry.Planned;
import org.hbaseha.monitor.repair.journal.JournalEntry.Proved;
import org.hbaseha.monitor.verification.RowKey;

/**
 * What the lines of one journal say together. A change without an outcome is one of which nobody knows whether it was made: its process died, or the cluster
 * did not answer. Immutable once read.
 */
public final class RepairHistory {

    private final Opened opened;
    private final Set<RowKey> rows = new TreeSet<>();
    private final Map<Long, Intent> intents = new LinkedHashMap<>();
    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private final Set<Compaction> compactions = new LinkedHashSet<>();
    private final Set<RowKey> proved = new HashSet<>();
    private final Map<RowKey, String> left = new TreeMap<>();
    private Optional<Closed> closed = Optional.empty();

    private RepairHistory(Opened opened) {
        this.opened = opened;
    }

    /** Throws {@link IllegalArgumentException} where the first of them does not open a journal. */
    public static RepairHistory of(List<JournalEntry> entries) {
        if (entries.isEmpty() || !(entries.get(0) instanceof Opened opened)) {
            throw new IllegalArgumentException("A journal begins with who opened it");
        }
        RepairHistory history = new RepairHistory(opened);
        entries.subList(1, entries.size()).forEach(history::add);
        return history;
    }

    private void add(JournalEntry entry) {
        if (entry instanceof Planned planned) {
            rows.add(planned.row());
        } else if (entry instanceof Intent intent) {
            intents.put(intent.number(), intent);
        } else if (entry instanceof Outcome outcome) {
            outcomes.put(outcome.number(), outcome);
        } else if (entry instanceof Compaction compaction) {
            compactions.add(compaction);
        } else if (entry instanceof Proved is) {
            proved.add(is.row());
            left.remove(is.row());
        } else if (entry instanceof Left isNot) {
            left.put(isNot.row(), isNot.sentence());
            proved.remove(isNot.row());
        } else if (entry instanceof Closed end) {
            closed = Optional.of(end);
        } else {
            throw new IllegalArgumentException("A journal is opened once entry=" + entry);
        }
    }

    public Opened opened() {
        return opened;
    }

    /** All that something was to be done about, in their order. */
    public List<RowKey> rows() {
        return List.copyOf(rows);
    }

    /** Those that were not proved to be as they shall be. */
    public List<RowKey> unproved() {
        return rows.stream().filter(row -> !proved.contains(row)).toList();
    }

    public int proved() {
        return proved.size();
    }

    /** Those that were looked at and are not as they shall be, with why. */
    public Map<RowKey, String> left() {
        return left;
    }

    public List<Compaction> compactions() {
        return List.copyOf(compactions);
    }

    public Optional<Closed> closed() {
        return closed;
    }

    public List<Intent> intents() {
        return List.copyOf(intents.values());
    }

    public Fate fate(Intent intent) {
        return Optional.ofNullable(outcomes.get(intent.number()))
                .map(Outcome::fate)
                .orElse(Fate.UNKNOWN);
    }

    public long count(Fate fate) {
        return intents.values().stream().filter(intent -> fate(intent) == fate).count();
    }

    /** The number for the next change. */
    public long nextNumber() {
        return 1 + intents.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** What was done to each row, or may have been, in its order. */
    public Map<RowKey, List<Done>> done() {
        Map<RowKey, List<Done>> done = new TreeMap<>();
        Set<CellChange> known = new HashSet<>();
        for (Intent intent : intents.values()) {
            if (fate(intent) != Fate.NOT_DONE && known.add(intent.change())) {
                done.computeIfAbsent(intent.change().row(), row -> new ArrayList<>())
                        .add(new Done(intent.divergence(), intent.change()));
            }
        }
        return done;
    }
}
