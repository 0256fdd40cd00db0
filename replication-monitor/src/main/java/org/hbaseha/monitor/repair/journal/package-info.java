/**
 * What a repair writes down before it changes a cell, so that it can be undone, and continued after a crash. Pure: {@link
 * org.hbaseha.monitor.repair.journal.JournalEntry} is what one line says, {@link org.hbaseha.monitor.repair.journal.JournalCodec} how it is written, {@link
 * org.hbaseha.monitor.repair.journal.RepairHistory} what all lines of a journal say together.
 */
@NullMarked
package org.hbaseha.monitor.repair.journal;

import org.jspecify.annotations.NullMarked;
