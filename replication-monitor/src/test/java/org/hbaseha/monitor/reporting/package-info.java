/** Reports are held against text that was written by hand. */
@NullMarked
package org.hbaseha.monitor.reporting;

import org.jspecify.annotations.NullMarked;
