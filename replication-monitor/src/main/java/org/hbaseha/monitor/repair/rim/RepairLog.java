package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.RepairStep;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.monitor.repair.journal.JournalEntry.Compaction;
import org.hbaseha.monitor.repair.journal.JournalEntry.Fate;
import org.hbaseha.monitor.repair.journal.JournalEntry.Intent;
import org.hbaseha.monitor.repair.journal.JournalEntry.Outcome;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/**
 * Changes cells by the book: each is in the journal, on disk, before it is sent, and what became of it after. What is not known is looked at, never guessed. One
 * thread.
 */
public final class RepairLog {

    private static final int AT_ONCE = 32;

    private final RepairJournal journal;
    private final Map<Long, Intent> open = new LinkedHashMap<>();
    private long next;

    /** Goes on where the journal ends: with what nobody knows of, and with its next number. */
    public RepairLog(RepairJournal journal, RepairHistory soFar) {
        this.journal = journal;
        this.next = soFar.nextNumber();
        soFar.intents().stream()
                .filter(intent -> soFar.fate(intent) == Fate.UNKNOWN)
                .forEach(intent -> open.put(intent.number(), intent));
    }

    /** Sends what the plans say is to be written now. Returns what went wrong, by row; throws where all of it did. */
    Map<RowKey, String> write(List<RowRepair> plans, RowAccess rows) throws IOException, InterruptedException {
        List<Intent> intents = new ArrayList<>();
        Map<Intent, Write> writes = new LinkedHashMap<>();
        for (RowRepair plan : plans) {
            Map<CellChange, Intent> ofRow = new LinkedHashMap<>();
            plan.steps().stream().filter(step -> !(step instanceof Purge)).forEach(step -> step.changes()
                    .forEach(change -> ofRow.put(change, intent(step, change))));
            intents.addAll(ofRow.values());
            for (Write write : plan.writes()) {
                Intent intent = ofRow.get(write.change());
                if (intent == null) {
                    throw new IllegalStateException("A write is a change of its plan change=" + write.change());
                }
                writes.put(intent, write);
            }
        }
        if (!intents.isEmpty()) {
            write(intents);
        }
        return send(writes, rows);
    }

    private Intent intent(RepairStep step, CellChange change) {
        Intent intent = new Intent(next++, step.divergence(), change);
        open.put(intent.number(), intent);
        return intent;
    }

    /** Of one row one after the other, in the order of the plan; rows side by side. */
    private Map<RowKey, String> send(Map<Intent, Write> writes, RowAccess rows)
            throws IOException, InterruptedException {
        Map<RowKey, CompletableFuture<Boolean>> tails = new HashMap<>();
        Map<Intent, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        writes.forEach((intent, write) -> {
            RowKey row = write.change().row();
            CompletableFuture<Boolean> before = tails.getOrDefault(row, CompletableFuture.completedFuture(true));
            // Where one fails those behind it are not sent, and fail alike.
            CompletableFuture<Boolean> answer = before.thenCompose(done -> rows.write(write));
            tails.put(row, answer);
            answers.put(intent, answer);
        });
        Map<RowKey, String> failures = new HashMap<>();
        int failed = 0;
        for (Map.Entry<Intent, CompletableFuture<Boolean>> answer : answers.entrySet()) {
            try {
                // False may be a second try of a call whose first answer was lost: settle looks.
                if (Cluster.answer(answer.getValue(), RepairRun.PATIENCE)) {
                    close(answer.getKey(), Fate.DONE, "");
                }
            } catch (IOException e) {
                failed++;
                failures.putIfAbsent(answer.getKey().change().row(), "It could not be written: " + e.getMessage());
                journal.later(new Outcome(answer.getKey().number(), Fate.UNKNOWN, String.valueOf(e.getMessage())));
            }
        }
        if (failed > 0 && failed == answers.size()) {
            throw new IOException(failures.values().iterator().next());
        }
        return failures;
    }

    private void close(Intent intent, Fate fate, String sentence) {
        open.remove(intent.number());
        journal.later(new Outcome(intent.number(), fate, sentence));
    }

    /** Writes down that a region is to be compacted, and what that takes away from the rows of the repair. */
    void compaction(Side side, String region, String family, List<Purge> purges) throws JournalFailure {
        Map<CellChange, JournalEntry> gone = new LinkedHashMap<>();
        for (Purge purge : purges) {
            purge.gone().forEach(change -> gone.computeIfAbsent(change, lost -> intent(purge, lost)));
        }
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new Compaction(side, region, family));
        entries.addAll(gone.values());
        write(entries);
    }

    /** Looks at the cells of which it is not known whether they were changed, and writes down what is there. */
    public void settle(RowAccess rows) throws IOException, InterruptedException {
        List<Intent> unknown = List.copyOf(open.values());
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            List<Intent> some = unknown.subList(from, Math.min(unknown.size(), from + AT_ONCE));
            Map<Intent, CompletableFuture<RowPair>> reads = new LinkedHashMap<>();
            some.forEach(intent -> reads.put(intent, rows.read(intent.change().row())));
            for (Map.Entry<Intent, CompletableFuture<RowPair>> read : reads.entrySet()) {
                CellChange change = read.getKey().change();
                RowPair pair = Cluster.answer(read.getValue(), RepairRun.PATIENCE);
                switch (change.lookAt(change.side().of(pair))) {
                    case AFTER -> close(read.getKey(), Fate.DONE, "Looked at afterwards: so it is.");
                    case BEFORE -> close(read.getKey(), Fate.NOT_DONE, "Looked at afterwards: it is as it was.");
                    case OTHER ->
                        journal.later(new Outcome(
                                read.getKey().number(),
                                Fate.UNKNOWN,
                                "Looked at afterwards: it is neither as it was nor as it was to be."));
                }
            }
        }
        write(List.of());
    }

    /** Returns when the disk has these lines. */
    public void write(List<? extends JournalEntry> entries) throws JournalFailure {
        try {
            journal.write(entries);
        } catch (IOException e) {
            throw new JournalFailure(e);
        }
    }
}
