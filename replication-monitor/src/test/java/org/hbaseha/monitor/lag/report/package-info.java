@NullMarked
package org.hbaseha.monitor.lag.report;

import org.jspecify.annotations.NullMarked;
