/**
 * What the monitor shows of itself, as values: the web page, the metrics and {@code hbase-ha replication} all draw on a {@link
 * org.hbaseha.monitor.view.MonitorView}. Pure; JSON has the same shape.
 */
@NullMarked
package org.hbaseha.monitor.view;

import org.jspecify.annotations.NullMarked;
