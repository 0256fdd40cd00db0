/**
 * What a monitor that never ends knows of a table, and what it looks at next; pure. {@link org.hbaseha.monitor.continuous.TableBook} is told where the
 * table was written and what comparisons brought; {@link org.hbaseha.monitor.continuous.SweepSchedule} says which range has waited longest.
 *
 * <p>There is no cursor: each range has the time it was last compared, and the oldest is next. So a sweep that is broken off, a monitor that is killed and
 * regions that split change nothing but that some ranges are older. What was written and not compared yet waits in the book, beside the marks up to
 * which the writes are known; both are kept together.
 */
@NullMarked
package org.hbaseha.monitor.continuous;

import org.jspecify.annotations.NullMarked;
