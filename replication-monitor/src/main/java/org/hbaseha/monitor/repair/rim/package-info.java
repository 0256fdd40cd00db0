/**
 * Repair on real clusters and files. {@link org.hbaseha.monitor.repair.rim.RepairRun} plans rows, writes down what is to change, changes it, and plans again;
 * {@link org.hbaseha.monitor.repair.rim.RowWriter} and {@link org.hbaseha.monitor.repair.rim.RegionPurge} are the only ones of the monitor that change a
 * cluster; {@link org.hbaseha.monitor.repair.rim.RepairFolder} and {@link org.hbaseha.monitor.repair.rim.JournalFile} keep the journals.
 */
@NullMarked
package org.hbaseha.monitor.repair.rim;

import org.jspecify.annotations.NullMarked;
