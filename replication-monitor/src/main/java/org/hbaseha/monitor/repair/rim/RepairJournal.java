package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.util.List;
import org.hbaseha.monitor.repair.journal.JournalEntry;

/** Where a repair writes down what it is about to do. One thread. */
public interface RepairJournal {

    /** To be written with the next lines; it is no loss if that does not come. */
    void later(JournalEntry entry);

    /** Returns when the disk has these lines, and those that were to be written later. Throws when it may not have them. */
    void write(List<? extends JournalEntry> entries) throws IOException;
}
