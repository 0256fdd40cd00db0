package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hbaseha.monitor.repair.journal.JournalCodec;
import org.hbaseha.monitor.repair.journal.JournalEntry;
import org.hbaseha.monitor.repair.journal.RepairHistory;

/** A journal on a disk that may fill: as text, so that what is read is what was written. What was to be written later is lost with the process. */
final class MemoryJournal implements RepairJournal {

    final List<String> lines = new ArrayList<>();
    private final List<JournalEntry> waiting = new ArrayList<>();

    /** Whether the process that writes is alive. */
    BooleanSupplier alive = () -> true;

    /** Lines for which there is room. */
    int room = Integer.MAX_VALUE;

    MemoryJournal(JournalEntry first) {
        lines.add(JournalCodec.encode(first));
    }

    @Override
    public void later(JournalEntry entry) {
        waiting.add(entry);
    }

    @Override
    public void write(List<? extends JournalEntry> entries) throws IOException {
        List<String> more = new ArrayList<>();
        waiting.forEach(entry -> more.add(JournalCodec.encode(entry)));
        entries.forEach(entry -> more.add(JournalCodec.encode(entry)));
        if (lines.size() + more.size() > room) {
            throw new IOException("No space left on device");
        }
        if (!alive.getAsBoolean()) {
            throw new IOException("Nobody is there to write");
        }
        lines.addAll(more);
        waiting.clear();
    }

    /** The process dies: what was only in its memory is gone. */
    RepairHistory afterCrash() {
        waiting.clear();
        return RepairHistory.of(lines.stream().map(JournalCodec::decode).toList());
    }
}
