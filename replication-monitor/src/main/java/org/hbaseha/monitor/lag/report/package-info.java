/** Lag as people and programs get it: a view that is JSON, text of it for a terminal, and the names of its metrics. Pure. */
@NullMarked
package org.hbaseha.monitor.lag.report;

import org.jspecify.annotations.NullMarked;
