/** Rows are judged against a small model of what HBase shows, which is told apart from the code under test on purpose. */
@NullMarked
package org.hbaseha.monitor.verification;

import org.jspecify.annotations.NullMarked;
