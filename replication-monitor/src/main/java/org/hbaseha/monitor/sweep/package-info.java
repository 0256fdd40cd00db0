/**
 * Comparing tables on real clusters: {@link org.hbaseha.monitor.sweep.TableSweep} goes through a table's ranges by digests, {@link
 * org.hbaseha.monitor.sweep.RowReader} fetches from both sides the rows whose digests differ.
 */
@NullMarked
package org.hbaseha.monitor.sweep;

import org.jspecify.annotations.NullMarked;
