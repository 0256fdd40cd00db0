/**
 * Clients that use a table all the time and remember what they were told: a {@link org.hbaseha.it.workload.RegionWorkload} writes a {@link
 * org.hbaseha.it.workload.History} of {@link org.hbaseha.it.workload.Operation}s, and {@code org.hbaseha.it.invariant} judges it. The split is
 * Jepsen's: who asks does not judge.
 */
@NullMarked
package org.hbaseha.it.workload;

import org.jspecify.annotations.NullMarked;
