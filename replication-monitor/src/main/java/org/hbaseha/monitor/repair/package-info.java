/**
 * What would mend a row that differs, and what would undo it. Pure: pictures of a row in, steps out, each with its sentence.
 *
 * <p>Read in this order: {@link org.hbaseha.monitor.repair.RepairRules} (which side is right), {@link org.hbaseha.monitor.repair.CellChange} (one cell,
 * before and after), {@link org.hbaseha.monitor.repair.RepairStep} (what can be done), {@link org.hbaseha.monitor.repair.RepairPlanner} (a row's
 * differences to steps), {@link org.hbaseha.monitor.repair.Agreement} (what of a later plan may be done), {@link
 * org.hbaseha.monitor.repair.UndoPlanner} (journaled changes to steps). A row is planned again after each round of steps; there is no resume code.
 */
@NullMarked
package org.hbaseha.monitor.repair;

import org.jspecify.annotations.NullMarked;
